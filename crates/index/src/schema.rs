//! How documents stand in an index.

use std::collections::BTreeMap;

use model::ResourceType;
use model::index::{Column, Term as Kept};
use store::{IndexContent, Sequence};
use tantivy::schema::{BytesOptions, Field, JsonObjectOptions, NumericOptions, OwnedValue, Schema};
use tantivy::{TantivyDocument, Term};

/// Where a document was born: by that it is known, and by that it is found and ordered.
pub(crate) const BORN: &str = "born";
/// Everything that it has, its type too.
const TERMS: &str = "terms";
/// Its numbers and texts, by parameter.
const COLUMNS: &str = "columns";
/// Behind the name of the column of the highest values.
const HIGH: &str = "^";

/// The fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) born: Field,
    pub(crate) terms: Field,
    pub(crate) columns: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let born = schema.add_u64_field(BORN, NumericOptions::default().set_indexed().set_fast());
    let terms = schema.add_bytes_field(TERMS, BytesOptions::default().set_indexed());
    let columns = schema.add_json_field(COLUMNS, JsonObjectOptions::default().set_fast("raw"));
    (schema.build(), Fields { born, terms, columns })
}

impl Fields {
    pub(crate) fn document(self, born: Sequence, content: &IndexContent) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_u64(self.born, born.0);
        document.add_bytes(self.terms, &kind_bytes(content.kind));
        for term in &content.entries.terms {
            document.add_bytes(self.terms, term.as_bytes());
        }
        let mut columns: BTreeMap<String, Vec<OwnedValue>> = BTreeMap::new();
        for (column, reach) in &content.entries.numbers {
            let name = column.name().to_owned();
            columns.entry(name).or_default().push(OwnedValue::I64(reach.low));
            if reach.high != reach.low {
                let name = format!("{}{HIGH}", column.name());
                columns.entry(name).or_default().push(OwnedValue::I64(reach.high));
            }
        }
        for (column, text) in &content.entries.texts {
            let name = column.name().to_owned();
            columns.entry(name).or_default().push(OwnedValue::Str(text.to_string()));
        }
        let columns = columns.into_iter().map(|(name, values)| (name, OwnedValue::Array(values)));
        document.add_object(self.columns, columns.collect());
        document
    }

    pub(crate) fn born_term(self, born: Sequence) -> Term {
        Term::from_field_u64(self.born, born.0)
    }

    pub(crate) fn term(self, term: &Kept) -> Term {
        Term::from_field_bytes(self.terms, term.as_bytes())
    }

    pub(crate) fn kind_term(self, kind: ResourceType) -> Term {
        Term::from_field_bytes(self.terms, &kind_bytes(kind))
    }
}

/// The full name of a column, or of the column of the highest values.
pub(crate) fn column_name(column: &Column, is_high: bool) -> String {
    format!("{COLUMNS}.{}{}", column.name(), if is_high { HIGH } else { "" })
}

/// No other term is as short.
fn kind_bytes(kind: ResourceType) -> [u8; 2] {
    kind.code().to_be_bytes()
}
