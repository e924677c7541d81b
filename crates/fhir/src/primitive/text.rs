//! The forms of the primitive types that are text.

use model::ResourceId;

/// Not empty and without whitespace (`uri`, `url`, `canonical`).
pub(super) fn is_solid(text: &str) -> bool {
    !text.is_empty() && !text.bytes().any(is_space)
}

/// Not empty, and of the control characters only tab, line feed and carriage return (FHIR R4,
/// datatypes, string).
pub(super) fn is_text(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte >= b' ' || b"\t\n\r".contains(&byte))
}

/// Not empty, and no whitespace but single spaces inside.
pub(super) fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_space_at = |index: usize| bytes.get(index).is_none_or(|byte| *byte == b' ');
    !text.is_empty()
        && !is_space_at(0)
        && bytes
            .iter()
            .enumerate()
            .all(|(index, byte)| !is_space(*byte) || (*byte == b' ' && !is_space_at(index + 1)))
}

/// 1 to 64 letters, digits, hyphens and full stops.
pub(super) fn is_id(text: &str) -> bool {
    text.parse::<ResourceId>().is_ok()
}

/// `urn:oid:` and at least two numbers without leading zeros, the first at most 2.
pub(super) fn is_oid(text: &str) -> bool {
    let Some((root, rest)) = text.strip_prefix("urn:oid:").and_then(|oid| oid.split_once('.'))
    else {
        return false;
    };
    let is_number = |number: &str| {
        let has_leading_zero = number.len() > 1 && number.starts_with('0');
        !number.is_empty() && !has_leading_zero && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(root, "0" | "1" | "2") && rest.split('.').all(is_number)
}

/// `urn:uuid:` and a UUID in lower case.
pub(super) fn is_uuid(text: &str) -> bool {
    let Some(uuid) = text.strip_prefix("urn:uuid:") else {
        return false;
    };
    uuid.len() == 36
        && uuid.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

/// Groups of four characters of base64, with whitespace anywhere and padding only at the end.
pub(super) fn is_base64(text: &str) -> bool {
    let mut characters = 0_usize;
    let mut padding = 0_usize;
    for byte in text.bytes().filter(|byte| !is_space(*byte)) {
        match byte {
            b'=' => padding += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => {}
            _ => return false,
        }
        characters += 1;
    }
    characters > 0 && characters.is_multiple_of(4) && padding <= 2
}

/// One `div` element, as far as its first and last tag tell.
pub(super) fn is_div(text: &str) -> bool {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let Some(rest) = text.strip_prefix("<div") else {
        return false;
    };
    let opens = rest.starts_with(['>', '/', ' ', '\t', '\r', '\n']);
    opens && (rest.ends_with("</div>") || rest.ends_with("/>"))
}

/// Whitespace as regular expressions understand it.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}
