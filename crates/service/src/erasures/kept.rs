//! What is left of somebody who was erased, and why: what a plan says before, and a receipt after.

use model::ResourceType;

/// Something that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptPart {
    /// What.
    pub what: &'static str,
    /// Why, and by which law if there is one that says so.
    pub why: &'static str,
}

/// What is kept of everybody.
const OF_EVERYBODY: [KeptPart; 4] = [
    KeptPart {
        what: "that and why the person was erased, without who it was, and the receipt",
        why: "GDPR, Article 5(2) and Article 17(3)(b)",
    },
    KeptPart {
        what: "hashes of sealed events in the log, from which nothing can be read",
        why: "GDPR, Article 17(3)(b)",
    },
    KeptPart {
        what: "documents that say whom they are about by a text or an identifier alone, without a reference",
        why: "they count as about nobody, and nobody knows which those are without reading all; correct those that you \
              know of",
    },
    KeptPart {
        what: "in documents about several people, texts that mean the person without a name, an identifier, a \
               number or an address of theirs",
        why: "nobody knows which those are without reading them",
    },
];

/// What documents say of somebody to whom they do not refer.
const NAMES_IN_RECORDS: KeptPart = KeptPart {
    what: "the person's name and what else documents say of them that do not refer to them: in contacts, in notes",
    why: "they are not looked through: nobody knows which those are without reading all; correct those that you know of",
};

/// What is left of an account.
const ACCOUNT: KeptPart = KeptPart {
    what: "the account with which the person has signed in, if other tenants know it too, and, in the history of members \
           and invitations, that it was theirs",
    why: "an account that nobody else knows goes; who did what is accounted for (GDPR, Article 5(2))",
};

/// The same of those who treat patients, and of those who are named in their records.
const NAMES_OF_THOSE_WHO_TOOK_PART: KeptPart = KeptPart {
    what: "that somebody of this id took part, and the person's name and what else documents about other people say \
           of them: beside references, in contacts, in notes",
    why: "they belong to the records of those people and are not rewritten (GDPR, Article 17(3)(c))",
};

/// What is kept of a person whose own document is of this type.
pub(super) fn kept_of(kind: &str) -> impl Iterator<Item = KeptPart> {
    let is_patient = kind == "Patient";
    let is_named_alone = is_patient || kind == ResourceType::SUBJECT.name();
    let names = if is_named_alone { NAMES_IN_RECORDS } else { NAMES_OF_THOSE_WHO_TOOK_PART };
    OF_EVERYBODY.into_iter().chain([names]).chain(is_patient.then_some(ACCOUNT))
}
