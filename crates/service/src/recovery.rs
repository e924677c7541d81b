//! The way back in for whoever has forgotten the password: a link by mail, and whatever other factor there is, lead to
//! another password, and to nothing else. The link lets nobody in, so whoever reads somebody's mail gets into no account
//! that has a second factor.

mod begin_recovery;
mod finish_recovery;
mod reset_password;

use std::time::Duration;

use model::{UserId, Version};
use serde::{Deserialize, Serialize};

use crate::sign_in::Ticket;

/// Somebody has got what was written to their address, once they come back with it.
#[derive(Serialize, Deserialize)]
struct Recovery {
    user: String,
    credentials: u64,
    origin: [u8; 16],
}

impl Ticket for Recovery {
    const KIND: &'static str = "recovery";
    const GOOD_FOR: Duration = Duration::from_hours(1);
}

impl Recovery {
    /// Whose it is, and the version of their credentials that it rests on.
    fn user(&self) -> Option<(UserId, Version)> {
        Some((self.user.parse().ok()?, Version(self.credentials)))
    }
}
