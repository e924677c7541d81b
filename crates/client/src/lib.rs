//! The typed client of the platform API: one method an operation, under the operation's name. Machines show a
//! token ([`Client::new`]), people go the way in ([`SignIn`]).
//!
//! It trusts one CA certificate, or those of the platform if it is given none; it follows no
//! redirect, asks no proxy, and takes no answer larger than it can hold.

mod caller;
mod clients;
mod connection;
mod cookie;
mod error;
mod events;
mod log;
mod page;
mod policies;
mod sessions;
mod sign_in;
mod tenant;
mod token;

pub use caller::{Client, LoggedEvent};
pub use error::ClientError;
pub use events::EventFilter;
pub use page::Page;
pub use sign_in::SignIn;
pub use signin::password::PasswordError;
pub use token::Token;
