//! The embedded engine: every behaviour of the contract, its files, its limits, and its end by
//! force.

mod conformance;
mod crash;
mod damage;
mod dump;
mod engine;
mod file;
mod limits;
mod sealed;
