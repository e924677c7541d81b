//! The PostgreSQL stores, as the contract wants them and as only they are.

mod conformance;
mod engine;
mod loss;
mod schema;
mod servers;
