//! The PostgreSQL stores, as the contract wants them and as only they are.

mod conformance;
mod dump;
mod engine;
mod examine;
mod failover;
mod leases;
mod load;
mod loss;
mod refusals;
mod schema;
mod servers;
