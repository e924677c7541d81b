//! JSON Patch (RFC 6902) on a tree that keeps every digit and the order of members.

use model::Json;
use model::limits::JSON_VALUES_MAX;
use rust_decimal::Decimal;

/// How many operations a patch may have.
pub const PATCH_OPERATIONS_MAX: usize = 500;

/// A patch cannot be read, or does not fit what it is for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatchError {
    /// It is no patch.
    #[error("a patch is an array of at most {PATCH_OPERATIONS_MAX} operations: {0}")]
    Malformed(&'static str),
    /// An operation, counted from 0, cannot be done.
    #[error("operation {operation} of the patch: {reason}")]
    NotApplicable {
        /// Its place in the patch.
        operation: usize,
        /// Why not.
        reason: &'static str,
    },
}

/// Changes to be made one after the other, all or none.
#[derive(Debug, Clone)]
pub struct Patch(Vec<Operation>);

#[derive(Debug, Clone)]
enum Operation {
    Add(Pointer, Json),
    Remove(Pointer),
    Replace(Pointer, Json),
    Move { from: Pointer, to: Pointer },
    Copy { from: Pointer, to: Pointer },
    Test(Pointer, Json),
}

/// Names of members and numbers of elements (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pointer(Vec<Box<str>>);

impl Patch {
    /// Reads a patch.
    pub fn parse(json: &Json) -> Result<Self, PatchError> {
        let Json::Array(operations) = json else {
            return Err(PatchError::Malformed("it is none"));
        };
        if operations.len() > PATCH_OPERATIONS_MAX {
            return Err(PatchError::Malformed("it has more"));
        }
        operations.iter().map(operation).collect::<Result<_, _>>().map(Self)
    }

    /// What becomes of a value.
    pub fn apply(&self, mut value: Json) -> Result<Json, PatchError> {
        for (number, operation) in self.0.iter().enumerate() {
            operation
                .apply(&mut value)
                .map_err(|reason| PatchError::NotApplicable { operation: number, reason })?;
        }
        Ok(value)
    }
}

fn operation(json: &Json) -> Result<Operation, PatchError> {
    let pointer = |name: &str| {
        let text = json.member(name).and_then(Json::as_str);
        let text = text.ok_or(PatchError::Malformed("an operation has no path, or no from"))?;
        Pointer::parse(text).ok_or(PatchError::Malformed("a path is no JSON pointer"))
    };
    let value =
        || json.member("value").cloned().ok_or(PatchError::Malformed("an operation has no value"));
    let path = pointer("path")?;
    Ok(match json.member("op").and_then(Json::as_str) {
        Some("add") => Operation::Add(path, value()?),
        Some("remove") => Operation::Remove(path),
        Some("replace") => Operation::Replace(path, value()?),
        Some("move") => Operation::Move { from: pointer("from")?, to: path },
        Some("copy") => Operation::Copy { from: pointer("from")?, to: path },
        Some("test") => Operation::Test(path, value()?),
        _ => {
            return Err(PatchError::Malformed(
                "an op is none of add, remove, replace, move, copy, test",
            ));
        }
    })
}

impl Operation {
    fn apply(&self, root: &mut Json) -> Result<(), &'static str> {
        const NOTHING: &str = "nothing is there";
        match self {
            Self::Add(path, value) => path.add(root, value.clone()),
            Self::Remove(path) => path.remove(root).map(drop).ok_or(NOTHING),
            Self::Replace(path, value) => {
                *path.find_mut(root).ok_or(NOTHING)? = value.clone();
                Ok(())
            }
            Self::Move { from, to } => {
                if to.0.len() > from.0.len() && to.0.starts_with(&from.0) {
                    return Err("a value cannot be moved into itself");
                }
                let value = from.remove(root).ok_or(NOTHING)?;
                to.add(root, value)
            }
            Self::Copy { from, to } => {
                let value = from.find_mut(root).cloned().ok_or(NOTHING)?;
                to.add(root, value)?;
                // A few copies of copies make more than there is room for.
                if count(root) > JSON_VALUES_MAX { Err("it grows too large") } else { Ok(()) }
            }
            Self::Test(path, value) => {
                let found = path.find_mut(root).ok_or(NOTHING)?;
                if is_same(found, value) { Ok(()) } else { Err("another value is there") }
            }
        }
    }
}

impl Pointer {
    fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self(Vec::new()));
        }
        let names = text.strip_prefix('/')?.split('/');
        let is_escaped = |name: &str| {
            name.match_indices('~')
                .all(|(at, _)| matches!(name.as_bytes().get(at + 1), Some(b'0' | b'1')))
        };
        let names = names.map(|name| {
            is_escaped(name).then(|| name.replace("~1", "/").replace("~0", "~").into())
        });
        names.collect::<Option<_>>().map(Self)
    }

    fn find_mut<'a>(&self, root: &'a mut Json) -> Option<&'a mut Json> {
        find_mut(root, &self.0)
    }

    fn add(&self, root: &mut Json, value: Json) -> Result<(), &'static str> {
        let Some((name, parents)) = self.0.split_last() else {
            *root = value;
            return Ok(());
        };
        match find_mut(root, parents).ok_or("what it belongs into is not there")? {
            object @ Json::Object(_) => {
                object.set_member(name, value, usize::MAX);
                Ok(())
            }
            Json::Array(elements) => {
                let at = if **name == *"-" { Some(elements.len()) } else { index(name) };
                let at =
                    at.filter(|at| *at <= elements.len()).ok_or("the array has no such place")?;
                elements.insert(at, value);
                Ok(())
            }
            _ => Err("what it belongs into has no members"),
        }
    }

    fn remove(&self, root: &mut Json) -> Option<Json> {
        let (name, parents) = self.0.split_last()?;
        match find_mut(root, parents)? {
            object @ Json::Object(_) => object.remove_member(name),
            Json::Array(elements) => {
                let at = index(name).filter(|at| *at < elements.len())?;
                Some(elements.remove(at))
            }
            _ => None,
        }
    }
}

fn find_mut<'a>(root: &'a mut Json, names: &[Box<str>]) -> Option<&'a mut Json> {
    names.iter().try_fold(root, |value, name| match value {
        Json::Object(members) => {
            members.iter_mut().find(|(key, _)| key == name).map(|(_, member)| member)
        }
        Json::Array(elements) => elements.get_mut(index(name)?),
        _ => None,
    })
}

/// The number of an element, without zeros before it.
fn index(name: &str) -> Option<usize> {
    let is_plain = name == "0" || !name.starts_with('0');
    (is_plain && name.bytes().all(|byte| byte.is_ascii_digit())).then(|| name.parse().ok())?
}

fn count(value: &Json) -> usize {
    let mut waiting = vec![value];
    let mut count = 0;
    while let Some(value) = waiting.pop() {
        count += 1;
        match value {
            Json::Array(elements) => waiting.extend(elements),
            Json::Object(members) => waiting.extend(members.iter().map(|(_, member)| member)),
            _ => {}
        }
    }
    count
}

/// Equal as RFC 6902 has it: numbers by value, objects whatever the order of their members.
fn is_same(one: &Json, other: &Json) -> bool {
    let mut waiting = vec![(one, other)];
    while let Some(pair) = waiting.pop() {
        let is_same = match pair {
            (Json::Number(one), Json::Number(other)) => {
                let number = |text: &str| {
                    text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text)).ok()
                };
                one == other || number(one).is_some_and(|one| Some(one) == number(other))
            }
            (Json::Array(one), Json::Array(other)) => {
                waiting.extend(one.iter().zip(other));
                one.len() == other.len()
            }
            (Json::Object(one), object @ Json::Object(other)) => {
                let pairs = one.iter().map(|(name, member)| Some((member, object.member(name)?)));
                let pairs: Option<Vec<_>> = pairs.collect();
                let is_complete = one.len() == other.len() && pairs.is_some();
                waiting.extend(pairs.into_iter().flatten());
                is_complete
            }
            (one, other) => one == other,
        };
        if !is_same {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        Json::parse(text.as_bytes()).expect("the test's text is JSON")
    }

    fn patched(value: &str, patch: &str) -> Result<String, PatchError> {
        Patch::parse(&json(patch))?.apply(json(value)).map(|value| value.to_text())
    }

    /// The examples of RFC 6902, appendix A.
    #[test]
    fn the_examples_of_the_standard_come_out() {
        for (value, patch, expected) in [
            (
                r#"{"foo":"bar"}"#,
                r#"[{"op":"add","path":"/baz","value":"qux"}]"#,
                r#"{"foo":"bar","baz":"qux"}"#,
            ),
            (
                r#"{"foo":["bar","baz"]}"#,
                r#"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
                r#"{"foo":["bar","qux","baz"]}"#,
            ),
            (
                r#"{"baz":"qux","foo":"bar"}"#,
                r#"[{"op":"remove","path":"/baz"}]"#,
                r#"{"foo":"bar"}"#,
            ),
            (
                r#"{"foo":["bar","qux","baz"]}"#,
                r#"[{"op":"remove","path":"/foo/1"}]"#,
                r#"{"foo":["bar","baz"]}"#,
            ),
            (
                r#"{"baz":"qux","foo":"bar"}"#,
                r#"[{"op":"replace","path":"/baz","value":"boo"}]"#,
                r#"{"baz":"boo","foo":"bar"}"#,
            ),
            (
                r#"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
                r#"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
                r#"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#,
            ),
            (
                r#"{"foo":["all","grass","cows","eat"]}"#,
                r#"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
                r#"{"foo":["all","cows","eat","grass"]}"#,
            ),
            (
                r#"{"baz":"qux","foo":["a",2,"c"]}"#,
                r#"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
                r#"{"baz":"qux","foo":["a",2,"c"]}"#,
            ),
            (
                r#"{"foo":"bar"}"#,
                r#"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
                r#"{"foo":"bar","child":{"grandchild":{}}}"#,
            ),
            (
                r#"{"/":9,"~1":10}"#,
                r#"[{"op":"test","path":"/~01","value":10}]"#,
                r#"{"/":9,"~1":10}"#,
            ),
            (
                r#"{"foo":["bar"]}"#,
                r#"[{"op":"add","path":"/foo/-","value":["abc","def"]}]"#,
                r#"{"foo":["bar",["abc","def"]]}"#,
            ),
            (
                r#"{"a":{"b":1.50}}"#,
                r#"[{"op":"copy","from":"/a","path":"/c"},{"op":"test","path":"/c","value":{"b":1.5}}]"#,
                r#"{"a":{"b":1.50},"c":{"b":1.50}}"#,
            ),
            (r#"{"a":1}"#, r#"[{"op":"replace","path":"","value":[]}]"#, "[]"),
        ] {
            assert_eq!(patched(value, patch).as_deref(), Ok(expected), "{patch}");
        }
    }

    #[test]
    fn what_does_not_fit_changes_nothing_and_is_named() {
        for patch in [
            r#"[{"op":"add","path":"/x","value":1},{"op":"test","path":"/foo","value":"baz"}]"#,
            r#"[{"op":"add","path":"/x","value":1},{"op":"add","path":"/baz/bat","value":"qux"}]"#,
            r#"[{"op":"add","path":"/x","value":1},{"op":"remove","path":"/nothing"}]"#,
            r#"[{"op":"add","path":"/x","value":1},{"op":"replace","path":"/nothing","value":1}]"#,
            r#"[{"op":"add","path":"/x","value":[]},{"op":"add","path":"/x/1","value":1}]"#,
            r#"[{"op":"add","path":"/x","value":[1]},{"op":"remove","path":"/x/01"}]"#,
            r#"[{"op":"add","path":"/x","value":{}},{"op":"move","from":"/x","path":"/x/y"}]"#,
            r#"[{"op":"add","path":"/x","value":1},{"op":"remove","path":""}]"#,
        ] {
            let refused = patched(r#"{"foo":"bar"}"#, patch);
            assert!(
                matches!(refused, Err(PatchError::NotApplicable { operation: 1, .. })),
                "{patch}"
            );
        }
    }

    #[test]
    fn what_is_no_patch_is_refused() {
        for patch in [
            "{}",
            "[1]",
            r#"[{"op":"add","path":"/a"}]"#,
            r#"[{"op":"spam","path":"/a"}]"#,
            r#"[{"op":"remove"}]"#,
            r#"[{"op":"remove","path":"a"}]"#,
            r#"[{"op":"remove","path":"/~2"}]"#,
            r#"[{"op":"move","path":"/a"}]"#,
        ] {
            assert!(matches!(patched("{}", patch), Err(PatchError::Malformed(_))), "{patch}");
        }
    }

    #[test]
    fn copies_of_copies_are_bounded() {
        let copy = r#"{"op":"copy","from":"/a","path":"/a/-"}"#;
        let patch = format!("[{}]", vec![copy; 60].join(","));
        let refused = patched(r#"{"a":[1]}"#, &patch);
        assert!(
            matches!(refused, Err(PatchError::NotApplicable { .. })),
            "it would fill the memory"
        );
    }
}
