//! Texts that are signed: a title, then a value a line behind its name.

use crate::error::BackupError;

/// The lines of a text, read in their order.
pub(crate) struct Lines<'a> {
    lines: std::str::Lines<'a>,
    malformed: BackupError,
}

impl<'a> Lines<'a> {
    /// Behind this title. `what` it is goes into errors.
    pub(crate) fn behind(
        title: &str,
        text: &'a str,
        what: &'static str,
    ) -> Result<Self, BackupError> {
        let (mut lines, malformed) = (text.lines(), BackupError::Malformed(what));
        if lines.next() == Some(title) { Ok(Self { lines, malformed }) } else { Err(malformed) }
    }

    /// The value of the next line, which has this name.
    pub(crate) fn value(&mut self, name: &str) -> Result<&'a str, BackupError> {
        let line = self.lines.next().and_then(|line| line.strip_prefix(name));
        line.and_then(|line| line.strip_prefix(": ")).ok_or(self.malformed)
    }

    /// The value of the next line, if it has this name.
    pub(crate) fn optional(&mut self, name: &str) -> Option<&'a str> {
        let mut ahead = self.lines.clone();
        let value = ahead.next()?.strip_prefix(name)?.strip_prefix(": ")?;
        self.lines = ahead;
        Some(value)
    }

    /// The value of the next line, which has one of these names, and which it has.
    pub(crate) fn either(
        &mut self,
        names: [&'static str; 2],
    ) -> Result<(&'static str, &'a str), BackupError> {
        let (name, value) =
            self.lines.next().and_then(|line| line.split_once(": ")).ok_or(self.malformed)?;
        let known = names.into_iter().find(|known| *known == name).ok_or(self.malformed)?;
        Ok((known, value))
    }

    /// The same of a value that is a word of some kind.
    pub(crate) fn parsed<T: std::str::FromStr>(&mut self, name: &str) -> Result<T, BackupError> {
        self.value(name)?.parse().map_err(|_| self.malformed)
    }
}
