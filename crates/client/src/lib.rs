//! The typed client of the platform API: one method an operation, under the operation's name.
//!
//! It trusts one CA certificate, or those of the platform if it is given none; it follows no
//! redirect, asks no proxy, and takes no answer larger than it can hold.

mod clients;
mod connection;
mod error;
mod events;
mod log;
mod page;
mod policies;
mod tenant;
mod token;

pub use connection::{Client, LoggedEvent};
pub use error::ClientError;
pub use events::EventFilter;
pub use page::Page;
pub use token::Token;
