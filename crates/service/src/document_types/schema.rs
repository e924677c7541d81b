//! JSON Schema (draft 2020-12), for documents that anybody may have written, by tenants whom nobody has
//! met: what a schema costs is bounded before it is used, and nothing is fetched from elsewhere.

use std::collections::HashMap;

use fhir::{Issue, IssueCode, Severity};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, PatternOptions, ValidationError, Validator};
use serde_json::Value;

use crate::error::ServiceError;

/// How long a schema may be, written as JSON.
const SCHEMA_BYTES_MAX: usize = 64 * 1024;
/// How many values a schema may have when every reference in it is written out.
const VALUES_WRITTEN_OUT_MAX: usize = 5_000;
/// How many references may be followed one after the other.
const REFERENCES_DEPTH_MAX: usize = 32;
/// How much memory the regular expressions of a schema may take together.
const PATTERNS_BYTES_MAX: usize = 1024 * 1024;
/// How much checking one document may take: values of the schema times values of the document, and bytes of the
/// document times regular expressions.
const WORK_MAX: usize = 20_000_000;
/// How many things that are wrong with a document are said at once.
const ISSUES_MAX: usize = 20;
/// How much of a message is shown.
const MESSAGE_CHARACTERS_MAX: usize = 300;
/// The only dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// Where references may lead.
const DEFINITIONS: &str = "#/$defs/";
/// What would lead elsewhere, or make a schema mean something else where it is used.
const NOT_SUPPORTED: [&str; 7] = [
    "$id",
    "$anchor",
    "$dynamicRef",
    "$dynamicAnchor",
    "$recursiveRef",
    "$recursiveAnchor",
    "$vocabulary",
];

/// A schema, ready to be used.
#[derive(Debug)]
pub(super) struct Schema {
    validator: Validator,
    /// How many values it has, written out.
    values: usize,
    /// How many regular expressions.
    patterns: usize,
}

impl Schema {
    /// Makes a schema ready. Says what is wrong with one that cannot be used.
    pub(super) fn compile(schema: &Value) -> Result<Self, String> {
        if schema.to_string().len() > SCHEMA_BYTES_MAX {
            return Err(format!("a schema has at most {SCHEMA_BYTES_MAX} bytes"));
        }
        if schema.get("type").and_then(Value::as_str) != Some("object") {
            return Err(
                "a document is an object: the schema begins with \"type\": \"object\"".to_owned()
            );
        }
        if schema.get("$schema").is_some_and(|dialect| dialect.as_str() != Some(DIALECT)) {
            return Err(format!("the dialect of the schema is {DIALECT}"));
        }
        let (values, patterns) = Measured::of(schema)?;
        let each = PATTERNS_BYTES_MAX / patterns.max(1);
        let bounded = PatternOptions::regex().size_limit(each).dfa_size_limit(each);
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_pattern_options(bounded)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            .offline()
            .build(schema);
        let validator = validator.map_err(|error| shorten(&error.to_string()))?;
        Ok(Self { validator, values, patterns })
    }

    /// Holds a document against it. What is wrong is said without saying what stands there.
    pub(super) fn check(&self, name: &str, text: &[u8]) -> Result<(), ServiceError> {
        let document: Value = serde_json::from_slice(text).map_err(|_| {
            ServiceError::BadRequest("a number is too large to be checked".to_owned())
        })?;
        let work = self.values.saturating_mul(count(&document));
        if work.max(self.patterns.saturating_mul(text.len())) > WORK_MAX {
            return Err(ServiceError::TooCostly("holding the document against its schema"));
        }
        let issues = self.validator.iter_errors(&document).take(ISSUES_MAX).map(|error| Issue {
            severity: Severity::Error,
            code: IssueCode::Invalid,
            expression: format!("{name}{}", error.instance_path().as_str().replace('/', ".")),
            diagnostics: message(&error),
        });
        let issues: Vec<_> = issues.collect();
        if issues.is_empty() { Ok(()) } else { Err(ServiceError::Invalid(issues)) }
    }
}

/// How large something in a schema is.
#[derive(Debug, Clone, Copy)]
struct Size {
    /// How many values it has, with what it refers to written out.
    values: usize,
    /// How many references lead from one to the next.
    depth: usize,
}

/// What of a schema was measured: how large each definition is.
struct Measured<'s> {
    definitions: Option<&'s Value>,
    /// None for those that are being measured just now.
    sizes: HashMap<&'s str, Option<Size>>,
    /// How many regular expressions there are, where they stand.
    patterns: usize,
}

impl<'s> Measured<'s> {
    /// How many values it has, written out, and how many regular expressions. Fails if it leads round in a circle,
    /// elsewhere, or to too much.
    fn of(schema: &'s Value) -> Result<(usize, usize), String> {
        let definitions = schema.get("$defs");
        let mut measured = Self { definitions, sizes: HashMap::new(), patterns: 0 };
        let whole = measured.size(schema)?;
        if whole.values > VALUES_WRITTEN_OUT_MAX {
            return Err(format!(
                "a schema has at most {VALUES_WRITTEN_OUT_MAX} values, with what it refers to written out"
            ));
        }
        Ok((whole.values, measured.patterns))
    }

    /// How large it is. How deep this goes is bounded: what was sent by its reader, and the references here.
    fn size(&mut self, schema: &'s Value) -> Result<Size, String> {
        let mut size = Size { values: 1, depth: 0 };
        match schema {
            Value::Object(members) => {
                if let Some(name) = NOT_SUPPORTED.iter().find(|name| members.contains_key(**name)) {
                    return Err(format!("{name} is not supported in a schema"));
                }
                for (name, value) in members {
                    self.patterns += match (name.as_str(), value) {
                        ("pattern", _) => 1,
                        ("patternProperties", Value::Object(patterns)) => patterns.len(),
                        _ => 0,
                    };
                    size.add(match (name.as_str(), value) {
                        ("$ref", Value::String(target)) => self.size_of(target)?,
                        ("$ref", _) => return Err(format!("$ref leads to {DEFINITIONS}name")),
                        (_, value) => self.size(value)?,
                    });
                }
            }
            Value::Array(elements) => {
                for element in elements {
                    size.add(self.size(element)?);
                }
            }
            _ => {}
        }
        Ok(size)
    }

    /// How large what a reference leads to is.
    fn size_of(&mut self, target: &'s str) -> Result<Size, String> {
        let name = target.strip_prefix(DEFINITIONS).filter(|name| !name.contains(['/', '~', '%']));
        let found = name.and_then(|name| Some((name, self.definitions?.get(name)?)));
        let Some((name, definition)) = found else {
            return Err(format!("$ref leads to {DEFINITIONS}name, with a definition of that name"));
        };
        let size = match self.sizes.get(name) {
            Some(Some(size)) => *size,
            Some(None) => return Err(format!("the definition {name} leads back to itself")),
            None => {
                let under_way = self.sizes.values().filter(|size| size.is_none()).count();
                if under_way >= REFERENCES_DEPTH_MAX {
                    return Err(too_deep());
                }
                self.sizes.insert(name, None);
                let size = self.size(definition)?;
                self.sizes.insert(name, Some(size));
                size
            }
        };
        if size.depth >= REFERENCES_DEPTH_MAX {
            return Err(too_deep());
        }
        Ok(Size { depth: size.depth + 1, ..size })
    }
}

impl Size {
    fn add(&mut self, other: Self) {
        self.values = self.values.saturating_add(other.values);
        self.depth = self.depth.max(other.depth);
    }
}

fn too_deep() -> String {
    format!("at most {REFERENCES_DEPTH_MAX} references lead from one to the next")
}

/// How many values there are.
fn count(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(count).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// What is wrong, in words that hold nothing of what was sent. The names of members that nobody expected may be
/// about somebody, too.
fn message(error: &ValidationError<'_>) -> String {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { .. }
        | ValidationErrorKind::UnevaluatedProperties { .. }
        | ValidationErrorKind::PropertyNames { .. } => {
            "a member has a name that is not allowed here".to_owned()
        }
        _ => shorten(&error.masked().to_string()),
    }
}

fn shorten(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).take(MESSAGE_CHARACTERS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(schema: &Value) -> String {
        Schema::compile(schema).expect_err("a schema that cannot be used")
    }

    #[test]
    fn what_is_wrong_is_said_with_its_path_and_never_with_what_stands_there() {
        let schema = json!({
            "type": "object",
            "required": ["score"],
            "additionalProperties": false,
            "properties": {
                "score": {"type": "integer", "minimum": 1, "maximum": 5},
                "by": {"$ref": "#/$defs/person"},
                "on": {"type": "string", "format": "date"}
            },
            "$defs": {"person": {"type": "object", "properties": {"mail": {"format": "email"}}}}
        });
        let schema = Schema::compile(&schema).expect("a schema");
        let text = r#"{"score": 1, "by": {"mail": "a@b.example"}, "on": "2026-11-29"}"#;
        assert!(schema.check("rating", text.as_bytes()).is_ok());
        for (text, path) in [
            (r#"{"by": {}}"#, "rating"),
            (r#"{"score": 77}"#, "rating.score"),
            (r#"{"score": 1.5}"#, "rating.score"),
            (r#"{"score": 1, "by": {"mail": "hidden-marker"}}"#, "rating.by.mail"),
            (r#"{"score": 1, "on": "29.11.2026"}"#, "rating.on"),
        ] {
            let Err(ServiceError::Invalid(issues)) = schema.check("rating", text.as_bytes()) else {
                panic!("{text} is valid");
            };
            assert_eq!(issues[0].expression, path, "{text}");
            let said = format!("{issues:?}");
            assert!(!said.contains("77") && !said.contains("hidden-marker"), "{said}");
        }
    }

    #[test]
    fn a_schema_that_leads_back_to_itself_or_elsewhere_is_refused() {
        for (schema, because) in [
            (json!({"type": "object", "properties": {"a": {"$ref": "#"}}}), "$defs"),
            (json!({"type": "object", "$ref": "https://elsewhere.example/x"}), "$defs"),
            (
                json!({"type": "object", "$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}),
                "itself",
            ),
            (
                json!({"type": "object", "$ref": "#/$defs/a",
                    "$defs": {"a": {"items": {"$ref": "#/$defs/b"}}, "b": {"not": {"$ref": "#/$defs/a"}}}}),
                "itself",
            ),
            (json!({"type": "object", "properties": {"a": {"$id": "urn:x"}}}), "$id"),
            (
                json!({"type": "object", "$schema": "http://json-schema.org/draft-07/schema#"}),
                "dialect",
            ),
            (json!({"type": "array"}), "object"),
            (json!({"type": "object", "properties": {"a": {"format": "shoe-size"}}}), "shoe-size"),
            (json!({"type": "object", "properties": {"a": {"type": "text"}}}), "text"),
        ] {
            let said = refused(&schema);
            assert!(said.contains(because), "{schema}: {said}");
        }
    }

    #[test]
    fn a_schema_that_grows_without_measure_is_refused() {
        let twice = |next: usize| json!({"allOf": [{"$ref": format!("#/$defs/d{next}")}, {"$ref": format!("#/$defs/d{next}")}]});
        let mut definitions: serde_json::Map<_, _> =
            (0..20).map(|at| (format!("d{at}"), twice(at + 1))).collect();
        definitions.insert("d20".to_owned(), json!({"type": "string"}));
        let bomb = json!({"type": "object", "$ref": "#/$defs/d0", "$defs": definitions});
        assert!(refused(&bomb).contains("written out"));
        // Whichever end is come by first.
        for direction in [1, -1] {
            let name = |at: i32| format!("d{:04}", 2_000 + direction * at);
            let chain: serde_json::Map<_, _> = (0..1_000)
                .map(|at| (name(at), json!({"$ref": format!("#/$defs/{}", name(at + 1))})))
                .chain([(name(1_000), json!({"type": "string"}))])
                .collect();
            let start = format!("#/$defs/{}", name(0));
            let chain = json!({"type": "object", "$ref": start, "$defs": chain});
            assert!(refused(&chain).contains("references"), "{direction}");
        }
        let long = json!({"type": "object", "description": "x".repeat(SCHEMA_BYTES_MAX)});
        assert!(refused(&long).contains("bytes"));
    }

    #[test]
    fn a_document_that_would_take_too_long_to_check_is_refused() {
        let names: Vec<_> = (0..2_000).map(|at| json!({"const": format!("k{at}")})).collect();
        let schema = json!({"type": "object", "properties": {"a": {"items": {"anyOf": names}}}});
        let schema = Schema::compile(&schema).expect("a schema");
        let text = |count| json!({"a": vec!["k0"; count]}).to_string();
        assert!(schema.check("x", text(100).as_bytes()).is_ok());
        let refused = schema.check("x", text(100_000).as_bytes());
        assert!(matches!(refused, Err(ServiceError::TooCostly(_))));
    }

    #[test]
    fn names_that_were_sent_are_not_repeated() {
        for schema in [
            json!({"type": "object", "propertyNames": {"pattern": "^a$"}}),
            json!({"type": "object", "additionalProperties": false}),
            json!({"type": "object", "unevaluatedProperties": false}),
        ] {
            let schema = Schema::compile(&schema).expect("a schema");
            let refused = schema.check("x", br#"{"hidden-marker": 1}"#).expect_err("refused");
            assert!(!format!("{refused:?}").contains("hidden-marker"), "{refused:?}");
        }
    }

    #[test]
    fn a_pattern_that_would_try_without_end_does_not() {
        let pattern = json!({"type": "object", "properties": {"a": {"pattern": "^(a+)+$"}}});
        let schema = Schema::compile(&pattern).expect("a schema");
        let text = json!({"a": format!("{}!", "a".repeat(100_000))}).to_string();
        assert!(schema.check("x", text.as_bytes()).is_err());
        for pattern in ["(?=a)b", "((a{1000}){1000}){1000}"] {
            refused(&json!({"type": "object", "properties": {"a": {"pattern": pattern}}}));
        }
    }
}
