//! Why an operation has no result: the server refused it, was not reached, or answered nonsense.

use std::fmt;

use signin::password::PasswordError;
use wire::Problem;

/// Why an operation has no result.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The server refused it and says why.
    #[error("{}", Words(.0))]
    Problem(Box<Problem>),
    /// No answer came, or it broke off.
    #[error("the server was not reached, or its answer broke off")]
    Transport(#[source] reqwest::Error),
    /// The answer is not one that the operation has.
    #[error("the server answered {status}, but {why}")]
    Unexpected {
        /// The HTTP status.
        status: u16,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The password is not the one of this address, or nobody has the address; which, nobody says.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// What the client was made with cannot be used.
    #[error("{0}")]
    Setting(&'static str),
}

impl ClientError {
    /// The problem that the server named, if it named one.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            _ => None,
        }
    }
}

impl From<reqwest::Error> for ClientError {
    /// Addresses carry ids and cursors, so they are left out.
    fn from(error: reqwest::Error) -> Self {
        Self::Transport(error.without_url())
    }
}

/// A problem on one line. Its words come from outside and could write on a terminal.
struct Words<'a>(&'a Problem);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { code, detail, .. } = self.0;
        let text = format!("the server refuses: {detail} ({code})");
        let printable = |c: char| if c.is_control() { ' ' } else { c };
        f.write_str(&text.chars().map(printable).collect::<String>())
    }
}
