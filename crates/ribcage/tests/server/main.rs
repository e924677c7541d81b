//! The server from the outside: the real binary, real sockets, real files.

#![expect(clippy::disallowed_methods, reason = "tests read the files that the server wrote")]

mod backups;
mod backups_in_buckets;
mod bad_input;
mod bulk_exports;
mod clients;
mod commands;
mod console;
mod content;
mod crash;
mod deletions;
mod demo;
mod erasures;
mod examples;
mod exports;
mod faults;
mod fhir;
mod full_disk;
mod harness;
mod key_services;
mod keys;
mod log;
mod mails;
mod marks;
mod overload;
mod people;
mod personas;
mod platform;
mod postgresql;
mod rights;
mod sample_data;
mod secrecy;
mod snapshots;
mod subjects;
mod tables;
mod tamper;
mod tls;
mod walks;
