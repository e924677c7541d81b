//! What an object may be called, so that a name is the same thing in a folder and in a bucket.

use store::PlaceError;

/// Neither file systems nor object stores take much longer ones.
const NAME_BYTES_MAX: usize = 512;

/// Whether it is a name of an object: nothing that leads elsewhere, and nothing that is written differently in an
/// address.
pub(crate) fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_part =
        |part: &str| !part.is_empty() && !part.starts_with('.') && part.bytes().all(is_plain);
    name.len() <= NAME_BYTES_MAX && name.split('/').all(is_part)
}

pub(crate) fn check(name: &str) -> Result<(), PlaceError> {
    let refused = || PlaceError::Refused(format!("{name:?} cannot be the name of an object"));
    is_name(name).then_some(()).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_else() {
        for name in ["a", "backups/2026-a_b.notice", "chunks/ab/abc", "A.b"] {
            assert!(is_name(name), "{name}");
        }
        let long = "x".repeat(NAME_BYTES_MAX + 1);
        for name in
            ["", "/a", "a/", "a//b", "..", "a/../b", ".a", "a/.b", "a b", "a%2fb", "a\\b", &long]
        {
            assert!(!is_name(name), "{name}");
        }
    }
}
