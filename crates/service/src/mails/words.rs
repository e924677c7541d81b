//! What there has to be in words, of which each language has its own. A further one is a file like these, and its line
//! below.

mod dutch;
mod english;
mod portuguese;

use model::Language;

/// A message, with names in braces where something is filled in.
pub(super) struct Message {
    pub(super) subject: &'static str,
    /// What stands before the link.
    pub(super) before: &'static [&'static str],
    /// What the link does; nothing, if there is none.
    pub(super) link: &'static str,
    /// What stands behind it.
    pub(super) after: &'static [&'static str],
}

/// All there is in a language.
pub(super) struct Words {
    pub(super) months: [&'static str; 12],
    /// `{day}`, `{month}`, `{year}` and `{time}`, which is UTC.
    pub(super) instant: &'static str,
    /// The last line of every message.
    pub(super) closing: &'static str,
    /// `{organisation}`, `{until}`.
    pub(super) invitation: Message,
    /// `{until}`.
    pub(super) recovery: Message,
    /// `{until}`.
    pub(super) address_change_to: Message,
    /// `{until}`.
    pub(super) address_change_from: Message,
    /// `{what}`: one of the sentences below.
    pub(super) account_changed: Message,
    pub(super) password_changed: &'static str,
    pub(super) second_factor_added: &'static str,
    pub(super) second_factor_removed: &'static str,
    pub(super) address_changed: &'static str,
    pub(super) recovery_code_used: &'static str,
    pub(super) recovery_codes_replaced: &'static str,
    pub(super) passkey_copied: Message,
    pub(super) codes_failed: Message,
    pub(super) test: Message,
}

impl Words {
    /// Those of a language.
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::WORDS,
            Language::Dutch => &dutch::WORDS,
            Language::Portuguese => &portuguese::WORDS,
        }
    }
}
