//! What tests share: a clock that is set by hand, predictable randomness, builders of what stores
//! take, and the behaviours that every store must show. Never part of the server.

pub mod authenticator;
mod clock;
pub mod conformance;
mod documents;
mod events;
mod gather;
pub mod key_service;
mod not_run;
pub mod object_place;
mod object_server;
pub mod openbao;
mod permits;
mod postgres;
mod rng;
mod smtp_sink;
pub mod softhsm;
mod tools;

pub use authenticator::{Authenticator, PasskeyKey};
pub use clock::TestClock;
pub use documents::{kind, put, seal_document};
pub use events::{event, seal_event};
pub use gather::gather;
pub use not_run::not_run;
pub use object_server::{Mood, ObjectInterface, ObjectServer};
pub use permits::{Rules, caller, permit};
pub use postgres::{ArchivedPostgres, PostgresDatabases, PostgresPair, PostgresServer};
pub use rng::TestRng;
pub use smtp_sink::{MAIL_FROM, MailTls, ReceivedMail, SmtpSink};
