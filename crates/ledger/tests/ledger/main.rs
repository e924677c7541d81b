//! The ledger against published vectors, its own vectors, other implementations, and chance.

mod argon_2020;
mod audit;
mod common;
mod decoders;
mod oracles;
mod own_vectors;
mod properties;
mod published_vectors;
