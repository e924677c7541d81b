//! The server from the outside: the real binary, real sockets, real files.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read the files that the server wrote"
)]

mod commands;
mod crash;
mod fhir;
mod harness;
mod log;
mod personas;
mod platform;
mod secrecy;
mod tamper;
mod walks;
