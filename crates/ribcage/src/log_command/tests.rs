//! The verifier against logs made up for the purpose, honest and not.

mod deceit;
mod fake;
mod files;
mod honest;
