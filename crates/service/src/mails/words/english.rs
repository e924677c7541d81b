//! The messages in English.

use super::{Message, Words};

pub(super) const WORDS: Words = Words {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    instant: "{day} {month} {year}, {time} UTC",
    closing: "This message was sent by a machine. Nobody reads answers to it.",
    invitation: Message {
        subject: "You are invited to join {organisation}",
        before: &["{organisation} invites you to join them on Ribcage."],
        link: "Accept the invitation",
        after: &[
            "The link can be used once, until {until}.",
            "If you do not know why you get this, you need not do anything: nobody has an account in \
             your name because of it.",
        ],
    },
    recovery: Message {
        subject: "Get into your account again",
        before: &["Somebody, probably you, asked to get into your account again."],
        link: "Go on",
        after: &[
            "The link can be used once, until {until}. Do not pass it on: whoever has it can get into \
             your account.",
            "If you did not ask for this, do not open the link. Your account stays as it is. If you get \
             this more than once, tell your administrator.",
        ],
    },
    address_change_to: Message {
        subject: "Confirm your new address",
        before: &["This address is to become the one with which you sign in."],
        link: "Confirm the address",
        after: &[
            "The link can be used once, until {until}. Until you confirm, nothing changes.",
            "If you did not ask for this, do not open the link.",
        ],
    },
    address_change_from: Message {
        subject: "Confirm another address",
        before: &["Another address is to take the place of this one, with which you sign in."],
        link: "Confirm the change",
        after: &[
            "The link can be used until {until}. Nothing changes before both addresses have confirmed it.",
            "If you did not ask for this, do not open the link: somebody may have got into your account. \
             Choose another password, end all other sessions, and tell your administrator.",
        ],
    },
    account_changed: Message {
        subject: "How you sign in has changed",
        before: &["{what}"],
        link: "",
        after: &[
            "If it was you, you need not do anything.",
            "If it was not, somebody may have got into your account: sign in, choose another password, \
             end all other sessions, and tell your administrator. If you cannot sign in, tell your \
             administrator at once.",
        ],
    },
    password_changed: "The password of your account was changed.",
    second_factor_added: "A second factor was added to your account.",
    second_factor_removed: "A second factor was removed from your account.",
    address_changed: "Your account has another address now, and letters go there. If it was not you who changed it, tell an administrator at once.",
    recovery_code_used: "Somebody signed in to your account with one of your recovery codes.",
    recovery_codes_replaced: "New recovery codes were made for your account. Those you had before are worth nothing now.",
    passkey_copied: Message {
        subject: "A passkey of yours seems to be copied",
        before: &[
            "A passkey of your account was shown that seems to be a copy of another one. Neither is taken any more, and all your sessions have ended.",
        ],
        link: "",
        after: &[
            "Sign in another way, remove the passkey from your account, and make a new one.",
            "Tell your administrator at once: somebody may have got into your account. If you cannot sign in, they can help you.",
        ],
    },
    codes_failed: Message {
        subject: "Wrong codes were entered for your account",
        before: &[
            "Many wrong codes were entered for your account, by somebody who knows its password or reads your mail.",
        ],
        link: "",
        after: &[
            "If it was you, you need not do anything.",
            "If it was not, choose another password, end all other sessions, and tell your administrator.",
        ],
    },
    test: Message {
        subject: "A test message",
        before: &["The server can send mail: this message has arrived."],
        link: "",
        after: &[],
    },
};
