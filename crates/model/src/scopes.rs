//! How far a token reaches of what its client may do: scopes as SMART App Launch 2 writes them,
//! `system/Observation.rs`.

use std::fmt;

/// What can be done with documents of a type, each in a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// `c`
    Create,
    /// `r`: read one, or its versions.
    Read,
    /// `u`: update or patch.
    Update,
    /// `d`
    Delete,
    /// `s`: search, or read the versions of all of a type.
    Search,
}

impl Right {
    /// All of them, in the order in which they are written.
    pub const ALL: [Self; 5] = [Self::Create, Self::Read, Self::Update, Self::Delete, Self::Search];

    const fn letter(self) -> char {
        match self {
            Self::Create => 'c',
            Self::Read => 'r',
            Self::Update => 'u',
            Self::Delete => 'd',
            Self::Search => 's',
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Leave to do something with documents of a type, or of all types.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The name of the type; all, if there is none.
    kind: Option<Box<str>>,
    rights: u8,
}

impl Scope {
    /// Reads `system/Type.cruds`, `system/*.cruds`, or with `read`, `write` and `*` as version 1 has them.
    /// Whether there is such a type is not asked. None if it is anything else, a narrower scope with a
    /// search behind it too.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rights) = text.strip_prefix("system/")?.split_once('.')?;
        let is_name = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
        let kind = match kind {
            "*" => None,
            kind if is_name => Some(kind.into()),
            _ => return None,
        };
        let letters = match rights {
            "read" => "rs",
            "write" => "cud",
            "*" => "cruds",
            letters => letters,
        };
        let mut all = Right::ALL.into_iter();
        let mut bits = 0;
        for letter in letters.chars() {
            // Each once, and in their order.
            bits |= all.find(|right| right.letter() == letter)?.bit();
        }
        (bits != 0).then_some(Self { kind, rights: bits })
    }

    /// The name of its type; none if it is of all types.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "system/{}.", self.kind.as_deref().unwrap_or("*"))?;
        let rights = Right::ALL.into_iter().filter(|right| self.rights & right.bit() != 0);
        rights.map(Right::letter).try_for_each(|letter| write!(f, "{letter}"))
    }
}

/// The scopes of a token.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// These.
    pub const fn new(scopes: Vec<Scope>) -> Self {
        Self(scopes)
    }

    /// Reads scopes with spaces between them. None if any is not understood.
    pub fn parse(text: &str) -> Option<Self> {
        text.split(' ').map(Scope::parse).collect::<Option<_>>().map(Self)
    }

    /// Whether they let something be done with documents of a type.
    pub fn allow(&self, right: Right, kind: &str) -> bool {
        self.0.iter().any(|scope| {
            scope.rights & right.bit() != 0 && scope.kind().is_none_or(|own| own == kind)
        })
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, scope) in self.0.iter().enumerate() {
            let space = if number == 0 { "" } else { " " };
            write!(f, "{space}{scope}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reads_back_in_the_words_of_version_2() {
        for (text, written) in [
            ("system/Observation.rs", "system/Observation.rs"),
            ("system/*.cruds", "system/*.cruds"),
            ("system/Patient.read", "system/Patient.rs"),
            ("system/Patient.write", "system/Patient.cud"),
            ("system/*.*", "system/*.cruds"),
        ] {
            assert_eq!(Scope::parse(text).map(|scope| scope.to_string()).as_deref(), Some(written));
        }
    }

    #[test]
    fn what_is_no_scope_of_a_system_is_none() {
        for text in [
            "",
            "openid",
            "patient/Observation.rs",
            "system/Observation",
            "system/Observation.",
            "system/Observation.sr",
            "system/Observation.rr",
            "system/Observation.x",
            "system/.rs",
            "system/Obs ervation.rs",
            "system/Observation.rs?category=laboratory",
        ] {
            assert_eq!(Scope::parse(text), None, "{text}");
        }
    }

    #[test]
    fn scopes_allow_what_any_of_them_allows() {
        let scopes = Scopes::parse("system/Observation.rs system/*.c").expect("scopes");
        assert!(scopes.allow(Right::Search, "Observation"));
        assert!(scopes.allow(Right::Create, "Patient"));
        assert!(!scopes.allow(Right::Read, "Patient"));
        assert!(!scopes.allow(Right::Delete, "Observation"));
    }
}
