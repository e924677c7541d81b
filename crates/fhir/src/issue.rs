//! What is wrong with a resource: how bad, of which kind, where, and in plain words.

/// How bad an issue is (FHIR R4 `issue-severity`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The request failed and nothing further was looked at.
    Fatal,
    /// The request failed because of it.
    Error,
    /// The request succeeded; somebody should look at it.
    Warning,
    /// Nothing is wrong.
    Information,
}

impl Severity {
    /// The code as FHIR spells it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fatal => "fatal",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
        }
    }
}

/// Declares the kinds of issue with the codes of FHIR.
macro_rules! issue_codes {
    ($($(#[$doc:meta])* $variant:ident $code:literal;)+) => {
        /// Of which kind an issue is (FHIR R4 `issue-type`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum IssueCode {
            $($(#[$doc])* $variant,)+
        }

        impl IssueCode {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as FHIR spells it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

issue_codes! {
    /// The content is invalid and no other code says it better.
    Invalid "invalid";
    /// The structure is wrong: an unknown element, a wrong JSON type.
    Structure "structure";
    /// A required element is missing.
    Required "required";
    /// A value is not of the right form.
    Value "value";
    /// A rule about several elements is broken.
    Invariant "invariant";
    /// The caller is not known.
    Login "login";
    /// The caller's credential has expired.
    Expired "expired";
    /// The caller may not do this.
    Forbidden "forbidden";
    /// Some of the content was left out for privacy.
    Suppressed "suppressed";
    /// The request failed, for a reason of what is asked rather than how.
    Processing "processing";
    /// The server does not support this.
    NotSupported "not-supported";
    /// Something of the same name is there already.
    Duplicate "duplicate";
    /// Several things fit where one is wanted.
    MultipleMatches "multiple-matches";
    /// There is no such thing.
    NotFound "not-found";
    /// The thing was there and is deleted.
    Deleted "deleted";
    /// The content is too long.
    TooLong "too-long";
    /// A code is not in the set of codes that the element demands.
    CodeInvalid "code-invalid";
    /// The change would break a rule of the server.
    BusinessRule "business-rule";
    /// Somebody else changed the thing in between.
    Conflict "conflict";
    /// The failure may pass; try again.
    Transient "transient";
    /// Somebody else holds what is needed; try again.
    LockError "lock-error";
    /// A part the server needs is not there now.
    NoStore "no-store";
    /// Something went wrong inside the server.
    Exception "exception";
    /// It took too long.
    Timeout "timeout";
    /// The answer would be too costly.
    TooCostly "too-costly";
    /// The caller asks too often.
    Throttled "throttled";
    /// A word to the reader; nothing is wrong.
    Informational "informational";
}

/// One thing that is wrong with a resource.
///
/// No text in it quotes the content of the resource: it names elements, types and forms only,
/// since the content may be about a person and issues end up in logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// How bad it is.
    pub severity: Severity,
    /// Of which kind it is.
    pub code: IssueCode,
    /// Where it is, as a path of element names and indexes from the type of the resource:
    /// `Observation.component[1].code`.
    pub expression: String,
    /// What is wrong and what is expected.
    pub diagnostics: String,
}
