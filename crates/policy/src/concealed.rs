//! A value that was opened but not yet released: it can be decided upon, and not be read.

use model::{Pseudonym, ResourceType};

/// What the rules may look at before anything is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributes<'a> {
    /// The type of the document.
    pub kind: ResourceType,
    /// Its security labels, `system|code`.
    pub labels: &'a [String],
    /// The people it is about, by their pseudonyms in its store.
    pub about: &'a [Pseudonym],
}

/// Something the rules decide upon before it is shown.
pub trait Disclosable {
    /// What the rules may look at.
    fn attributes(&self) -> Attributes<'_>;

    /// Takes out what the caller may not see. Each pattern is `name`, `a.b` or `*.name`; of documents of a
    /// tenant's own types it is a class of elements.
    fn hide(&mut self, patterns: &[String]);

    /// What has to be known of its type for that, if it is not known already.
    type Definition;

    /// Lets it know.
    fn define(&mut self, definition: Self::Definition);
}

/// A value behind a decision. Only [`crate::Policies::release`] takes it out.
pub struct Concealed<T>(T);

impl<T> Concealed<T> {
    /// Conceals a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The same, with what is said of its type.
    #[must_use]
    pub fn defined(mut self, definition: T::Definition) -> Self
    where
        T: Disclosable,
    {
        self.0.define(definition);
        self
    }

    pub(crate) const fn value(&self) -> &T {
        &self.0
    }

    pub(crate) fn into_value(self) -> T {
        self.0
    }
}
