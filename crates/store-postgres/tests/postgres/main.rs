//! The PostgreSQL stores, as the contract wants them and as only they are.

mod conformance;
mod engine;
mod leases;
mod loss;
mod schema;
mod servers;
