//! What people are told by mail: the messages, and their way through the queue.
//!
//! A message says what there is to do and nothing of anybody: no name, no address, no picture, nothing that would tell
//! somebody that it was read. Each language has a file of its own.

mod forget_mails;
mod letter;
mod send_later;
mod send_mail;
mod send_test_mail;
mod words;

use model::{BackgroundTask, Language, TenantId, Timestamp};
use policy::Permit;

use letter::{instant, name, write};
use words::Words;

pub use letter::Letter;
pub use send_test_mail::{MailOutcome, TestDelivery};

/// What has changed of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountNews {
    /// There is another password.
    PasswordChanged,
    /// There is a second factor that was not there before.
    SecondFactorAdded,
    /// A second factor is not there any more.
    SecondFactorRemoved,
    /// There is another address, to which is written from now on.
    AddressChanged,
    /// A recovery code let somebody in.
    RecoveryCodeUsed,
    /// There are new recovery codes, and those before are worth nothing.
    RecoveryCodesReplaced,
    /// There seem to be two of a passkey, and neither is taken any more.
    PasskeyCopied,
}

impl AccountNews {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::PasswordChanged,
        Self::SecondFactorAdded,
        Self::SecondFactorRemoved,
        Self::AddressChanged,
        Self::RecoveryCodeUsed,
        Self::RecoveryCodesReplaced,
        Self::PasskeyCopied,
    ];
}

/// That somebody may join an organisation, by a link that holds until then.
pub fn invitation(language: Language, organisation: &str, link: &str, until: Timestamp) -> Letter {
    let words = Words::of(language);
    let (organisation, until) = (name(organisation), instant(words, until));
    let values = [("organisation", organisation.as_str()), ("until", until.as_str())];
    write(language, &words.invitation, &values, Some(link))
}

/// That somebody can get into their account again, by a link that holds until then.
pub fn recovery(language: Language, link: &str, until: Timestamp) -> Letter {
    let words = Words::of(language);
    let until = instant(words, until);
    write(language, &words.recovery, &[("until", &until)], Some(link))
}

/// To a new address: that it is to become that of the account, by a link that holds until then.
pub fn address_change_to(language: Language, link: &str, until: Timestamp) -> Letter {
    let words = Words::of(language);
    let until = instant(words, until);
    write(language, &words.address_change_to, &[("until", &until)], Some(link))
}

/// To the address of before: that another one is to take its place, by a link that holds until then.
pub fn address_change_from(language: Language, link: &str, until: Timestamp) -> Letter {
    let words = Words::of(language);
    let until = instant(words, until);
    write(language, &words.address_change_from, &[("until", &until)], Some(link))
}

/// That something has changed of how somebody signs in.
pub fn account_changed(language: Language, news: AccountNews) -> Letter {
    let words = Words::of(language);
    let what = match news {
        AccountNews::PasswordChanged => words.password_changed,
        AccountNews::SecondFactorAdded => words.second_factor_added,
        AccountNews::SecondFactorRemoved => words.second_factor_removed,
        AccountNews::AddressChanged => words.address_changed,
        AccountNews::RecoveryCodeUsed => words.recovery_code_used,
        AccountNews::RecoveryCodesReplaced => words.recovery_codes_replaced,
        AccountNews::PasskeyCopied => return write(language, &words.passkey_copied, &[], None),
    };
    write(language, &words.account_changed, &[("what", what)], None)
}

/// That many codes for an account were wrong.
pub fn codes_failed(language: Language) -> Letter {
    write(language, &Words::of(language).codes_failed, &[], None)
}

/// That mail arrives.
pub fn test(language: Language) -> Letter {
    write(language, &Words::of(language).test, &[], None)
}

/// Leave to look after messages that wait.
fn task(tenant: TenantId) -> Permit {
    Permit::for_background(BackgroundTask::SendMail, tenant)
}

#[cfg(test)]
mod tests;
