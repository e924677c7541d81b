//! The server from the outside: the real binary, real sockets, real files.

mod commands;
mod fhir;
mod harness;
