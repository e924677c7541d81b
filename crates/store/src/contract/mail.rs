//! The trait of what sends mail.

use super::Answer;
use crate::error::MailError;
use crate::mail::Mail;

/// What sends mail.
///
/// A message may be sent twice if the answer to the first time was lost; it has the same id then. It is never taken
/// for sent unless somebody else has taken it over.
pub trait Mailer: Send + Sync {
    /// Whether there is somebody to hand messages to. It is not asked whether they answer.
    fn is_configured(&self) -> bool;

    /// Hands a message over. Gives what the server said when it took it.
    fn send<'a>(&'a self, mail: &'a Mail) -> Answer<'a, String, MailError>;
}
