//! Which part of a list is wanted.

/// A part of a list. The default is the first part, as long as the server finds fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// How many things at most.
    pub count: Option<u32>,
    /// The `next` of the part before.
    pub cursor: Option<String>,
}

impl Page {
    pub(crate) fn parameters(&self) -> Vec<(&'static str, String)> {
        let count = self.count.map(|count| ("count", count.to_string()));
        let cursor = self.cursor.clone().map(|cursor| ("cursor", cursor));
        count.into_iter().chain(cursor).collect()
    }
}
