//! Good and bad values of every primitive type.

use model::Json;

use super::{Fault, Primitive};

fn check(primitive: Primitive, json: &str) -> Result<(), Fault> {
    primitive.check(&Json::parse(json.as_bytes()).expect("the test's text is JSON"))
}

/// Each type with texts that are of its form and texts that are not.
const TEXTS: &[(Primitive, &[&str], &[&str])] = &[
    (
        Primitive::Date,
        &["1905", "2024-02", "2024-02-29", "2000-02-29", "9999-12-31", "0001"],
        &[
            "",
            "0000",
            "24",
            "2024-",
            "2024-13",
            "2024-00",
            "2024-2",
            "2023-02-29",
            "1900-02-29",
            "2024-04-31",
            "2024-01-00",
            "2024-01-32",
            "2024-01-1",
            "2024-01-01T",
            " 2024",
            "2024-01-01T10:00:00Z",
            "2024/01/01",
            "20240101",
            "２０２４",
        ],
    ),
    (
        Primitive::DateTime,
        &[
            "2024",
            "2024-02",
            "2024-02-29",
            "2024-02-29T23:59:60Z",
            "2015-02-07T13:28:17-05:00",
            "2015-02-07T13:28:17.239+14:00",
            "2015-02-07T00:00:00.0000000001+00:00",
        ],
        &[
            "",
            "2015-02T10:00:00Z",
            "2015-02-07T13:28Z",
            "2015-02-07T13:28:17",
            "2015-02-07 13:28:17Z",
            "2015-02-07T24:00:00Z",
            "2015-02-07T13:60:00Z",
            "2015-02-07T13:28:61Z",
            "2015-02-07T13:28:17.Z",
            "2015-02-07T13:28:17+14:01",
            "2015-02-07T13:28:17+15:00",
            "2015-02-07T13:28:17+0500",
            "2015-02-07T13:28:17z",
            "2015-02-30T13:28:17Z",
            "2015-02-07T13:28:17Z ",
            "2015-02-07T",
            "2015T13:28:17Z",
        ],
    ),
    (
        Primitive::Instant,
        &["2015-02-07T13:28:17.239+02:00", "2017-01-01T00:00:00Z"],
        &["2015", "2015-02-07", "2015-02-07T13:28Z", "2015-02-07T13:28:17", "2015-02-31T00:00:00Z"],
    ),
    (
        Primitive::Time,
        &["00:00:00", "23:59:60", "12:30:01.123456"],
        &["", "24:00:00", "12:30", "12:30:00Z", "1:30:00", "12:30:00.", "12-30-00", "12:30:0a"],
    ),
    (Primitive::Id, &["a", "A-1.b", "123"], &["", "a b", "a_b", "é", "a/b"]),
    (
        Primitive::Code,
        &["final", "a b", "en-US", "<="],
        &["", " ", " a", "a ", "a  b", "a\\tb", "a\\n"],
    ),
    (
        Primitive::Oid,
        &["urn:oid:1.2.3", "urn:oid:0.0", "urn:oid:2.16.840.1.113883"],
        &[
            "",
            "1.2.3",
            "urn:oid:",
            "urn:oid:1",
            "urn:oid:3.1",
            "urn:oid:1.02",
            "urn:oid:1..2",
            "urn:oid:1.a",
        ],
    ),
    (
        Primitive::Uuid,
        &["urn:uuid:c757873d-ec9a-4326-a141-556f43239520"],
        &[
            "c757873d-ec9a-4326-a141-556f43239520",
            "urn:uuid:",
            "urn:uuid:c757873dec9a4326a141556f43239520",
            "urn:uuid:C757873D-ec9a-4326-a141-556f43239520",
            "urn:uuid:c757873d-ec9a-4326-a141-556f4323952g",
        ],
    ),
    (Primitive::Uri, &["http://a.b/c?d#e", "urn:x", "a", "ö"], &["", "a b", "a\\n", " a"]),
    (Primitive::Url, &["mailto:a@b.c"], &["", "a b"]),
    (Primitive::Canonical, &["http://a.b/c|1.0"], &["", "a b"]),
    (Primitive::ExtensionUrl, &["http://a.b/c", "ombCategory"], &["", "a b"]),
    (Primitive::ElementId, &["a1", "_:x"], &["", "a b"]),
    (
        Primitive::Base64Binary,
        &["AAAA", "AA==", "AAA=", "AAAA\\r\\nBBB=", " AAAA "],
        &["", " ", "A", "AAA", "A===", "AA=A", "AAAA=", "====", "AA-_", "AAAA===="],
    ),
    (Primitive::String, &["a", " ", "two\\nlines", "\\u0080"], &["", "a\\u0000b", "\\u001b[31m"]),
    (Primitive::Markdown, &["# a"], &[""]),
    (
        Primitive::Xhtml,
        &[
            "<div>a</div>",
            "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">a</div>",
            " <div/>\\n",
            "<div />",
        ],
        &["", "a", "<p>a</p>", "<divx></divx>", "<div", "<div>", "<DIV></DIV>", "x<div></div>"],
    ),
];

#[test]
fn texts_are_taken_by_their_form() {
    for (primitive, good, bad) in TEXTS {
        for text in *good {
            assert_eq!(check(*primitive, &format!("\"{text}\"")), Ok(()), "{primitive:?} {text:?}");
        }
        for text in *bad {
            let fault = check(*primitive, &format!("\"{text}\""));
            assert_eq!(fault, Err(Fault::Form(primitive.form())), "{primitive:?} {text:?}");
        }
        assert_eq!(check(*primitive, "1"), Err(Fault::Json("a string")));
    }
}

#[test]
fn integers_are_whole_and_fit_their_range() {
    let taken = |primitive, json| check(primitive, json).is_ok();
    for json in ["0", "-1", "2147483647", "-2147483648"] {
        assert!(taken(Primitive::Integer, json), "{json}");
    }
    for json in ["2147483648", "-2147483649", "1.0", "1e3", "-0", "99999999999999999999"] {
        assert!(!taken(Primitive::Integer, json), "{json}");
    }
    assert!(taken(Primitive::UnsignedInt, "0") && !taken(Primitive::UnsignedInt, "-1"));
    assert!(taken(Primitive::PositiveInt, "1") && !taken(Primitive::PositiveInt, "0"));
    for json in ["\"1\"", "true", "null", "[1]", "{}"] {
        assert_eq!(check(Primitive::Integer, json), Err(Fault::Json("a number")), "{json}");
        assert_eq!(check(Primitive::Decimal, json), Err(Fault::Json("a number")), "{json}");
    }
    for json in ["1.00", "-0.0", "1e3", "123456789012345678901234567890.5"] {
        assert!(taken(Primitive::Decimal, json), "{json}");
    }
}

#[test]
fn only_true_and_false_are_boolean() {
    assert_eq!(check(Primitive::Boolean, "false"), Ok(()));
    for json in ["\"true\"", "1", "null"] {
        assert_eq!(check(Primitive::Boolean, json), Err(Fault::Json("true or false")), "{json}");
    }
}

#[test]
fn a_string_of_more_than_a_mebi_of_characters_is_too_long() {
    let text = |count| Json::string("é".repeat(count));
    assert_eq!(Primitive::String.check(&text(1024 * 1024)), Ok(()));
    assert_eq!(Primitive::String.check(&text(1024 * 1024 + 1)), Err(Fault::TooLong));
    let binary = Json::string("A".repeat(4 * 1024 * 1024));
    assert_eq!(Primitive::Base64Binary.check(&binary), Ok(()));
}
