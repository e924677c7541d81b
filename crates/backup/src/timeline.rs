//! Timelines: which backups of a place came out of which.
//!
//! Databases that are put back to an earlier day go on differently from there, and a place has the backups of both then.
//! Of a backup only what came out of it has everybody's keys who is in it.

use serde::{Deserialize, Serialize};

use crate::error::BackupError;
use crate::lines::Lines;

/// The backups of a place that were made one after the other, and those that they came out of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Its name, which is random.
    pub id: String,
    /// The timelines before it, oldest first, each with the last backup that this one came out of.
    pub before: Vec<(String, String)>,
}

impl Timeline {
    /// Whether what is made in this one now came out of a backup of another one.
    pub fn came_out_of(&self, other: &Self, backup: &str) -> bool {
        let is_before = |(id, last): &(String, String)| *id == other.id && backup <= last.as_str();
        self.id == other.id || self.before.iter().any(is_before)
    }

    /// What goes on from a backup of this one, and not from those after it.
    #[must_use]
    pub fn branched(self, last: &str, id: String) -> Self {
        let mut before = self.before;
        before.push((self.id, last.to_owned()));
        Self { id, before }
    }

    /// Its lines in a notice.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("timeline: {}\n", self.id);
        for (id, last) in &self.before {
            text.extend(["timeline-before: ", id, " up to ", last, "\n"]);
        }
        text
    }

    /// Reads them, if they are there.
    pub(crate) fn read(lines: &mut Lines<'_>) -> Result<Option<Self>, BackupError> {
        let Some(id) = lines.optional("timeline") else { return Ok(None) };
        let (id, mut before) = (id.to_owned(), Vec::new());
        while let Some(line) = lines.optional("timeline-before") {
            let malformed = BackupError::Malformed("a timeline of backups");
            let (id, last) = line.split_once(" up to ").ok_or(malformed)?;
            before.push((id.to_owned(), last.to_owned()));
        }
        Ok(Some(Self { id, before }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_after_the_databases_were_put_back_did_not_come_out_of_what_was_made_before_that()
     {
        let first = Timeline { id: "a".to_owned(), before: Vec::new() };
        let second = first.clone().branched("3", "b".to_owned());
        let third = second.clone().branched("6", "c".to_owned());
        assert!(first.came_out_of(&first, "9") && third.came_out_of(&third, "1"));
        assert!(second.came_out_of(&first, "3") && !second.came_out_of(&first, "4"));
        assert!(third.came_out_of(&first, "3") && !third.came_out_of(&first, "4"));
        assert!(third.came_out_of(&second, "6") && !third.came_out_of(&second, "7"));
        assert!(!first.came_out_of(&second, "5"));
    }
}
