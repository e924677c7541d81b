//! What a tenant says of a type of its own, as far as whoever opens a document has to know it.

/// The members around the document that the client sent.
const AROUND: [&str; 2] = ["id", "meta"];
/// The member in which that stands.
pub const DOCUMENT_MEMBER: &str = "document";

/// A type of a tenant's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    name: Box<str>,
    /// The paths of what says nothing about anybody.
    open: Vec<Box<str>>,
}

impl Definition {
    /// A type of this name. What is not open is personal.
    pub fn new<'p>(name: &str, open: impl IntoIterator<Item = &'p str>) -> Self {
        let around = AROUND.iter().map(|name| Box::from(*name));
        let open = open.into_iter().map(|path| format!("{DOCUMENT_MEMBER}.{path}").into());
        Self { name: name.into(), open: around.chain(open).collect() }
    }

    /// What the tenant calls it.
    pub const fn name(&self) -> &str {
        &self.name
    }

    /// The paths of what everybody may see who may see documents of the type at all.
    pub(crate) fn open(&self) -> impl Iterator<Item = &str> {
        self.open.iter().map(|path| &**path)
    }
}
