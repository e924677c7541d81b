//! PostgreSQL servers of the tests' own: one that all tests of a run share, and such as a test may do
//! to what it likes.

mod archived;
mod databases;
mod pair;
mod server;
mod unusual;

pub use archived::ArchivedPostgres;
pub use databases::PostgresDatabases;
pub use pair::PostgresPair;
pub use server::PostgresServer;
