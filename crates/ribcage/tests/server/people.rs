//! People: how they sign in, what they show, how long they stay, and what ends when.

mod account_events;
mod attacks;
mod doors;
mod enrolment;
mod erasure;
mod factors;
mod invitations;
mod members;
mod passkeys;
mod patients;
mod person;
mod proxies;
mod recovery;
mod sessions;
mod sign_in;
mod typed_client;

pub(crate) use doors::DOORS;
pub(crate) use patients::Clinic as PatientClinic;
pub(crate) use person::{PASSWORD, Person, Visitor};
