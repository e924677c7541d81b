//! Sealed indexes from the outside: what they find, what they survive, and what they show.
#![expect(clippy::disallowed_methods, reason = "the tests look at files")]

mod files;
mod found;
mod world;
