//! People: how they sign in, what they show, how long they stay, and what ends when.

mod attacks;
mod doors;
mod factors;
mod members;
mod passkeys;
mod person;
mod sessions;
mod sign_in;

pub(crate) use doors::DOORS;
pub(crate) use person::Person;
