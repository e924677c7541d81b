//! By what resources are sorted.

use model::index::{SortColumn, SortValue, beginning};
use model::{Json, ResourceType};

use super::way::{Form, Way};
use super::{Parameter, ParameterKind, date, number, string, token};

impl Parameter {
    /// Whether resources can be sorted by it.
    pub const fn is_sortable(&self) -> bool {
        !matches!(
            self.kind(),
            ParameterKind::Composite | ParameterKind::Special | ParameterKind::Words
        )
    }

    /// The column of an index that is in its order, if there is one.
    pub fn sort_column(&self, kind: ResourceType, is_descending: bool) -> Option<SortColumn> {
        let is_text = match self.kind() {
            ParameterKind::Date | ParameterKind::Number | ParameterKind::Quantity => false,
            ParameterKind::String => true,
            _ => return None,
        };
        Some(SortColumn { column: self.column(kind), is_text, is_descending })
    }

    /// What a resource is sorted by: of several values the first in the order that is asked for. None
    /// if it has no value.
    pub fn sort_value(&self, resource: &Json, is_descending: bool) -> Option<SortValue> {
        let mut values = Vec::new();
        for way in &*self.2 {
            way.any(resource, &mut |value| {
                values.extend(self.value(way, value, is_descending));
                false
            });
        }
        if is_descending { values.into_iter().max() } else { values.into_iter().min() }
    }

    fn value(&self, way: &Way, value: &Json, is_descending: bool) -> Option<SortValue> {
        let form = way.1;
        Some(match self.kind() {
            ParameterKind::Date => {
                let reaches = date::reaches(form, value);
                SortValue::Number(if is_descending {
                    reaches.map(|reach| reach.high).max()?
                } else {
                    reaches.map(|reach| reach.low).min()?
                })
            }
            ParameterKind::Number | ParameterKind::Quantity => {
                let (least, most) = number::range(form, value)?;
                SortValue::Number(number::rank(if is_descending { most } else { least }))
            }
            ParameterKind::String => {
                let texts = string::texts(form, value).map(string::fold);
                text(&if is_descending { texts.max()? } else { texts.min()? })
            }
            ParameterKind::Token if form == Form::Present => {
                text(if token::is_present(value) { "true" } else { "false" })
            }
            ParameterKind::Token => text(&string::fold(token::sorted_by(form, value)?)),
            ParameterKind::Reference if form == Form::Reference => {
                text(value.member("reference").and_then(Json::as_str)?)
            }
            ParameterKind::Reference | ParameterKind::Uri => text(value.as_str()?),
            ParameterKind::Composite | ParameterKind::Special | ParameterKind::Words => {
                return None;
            }
        })
    }
}

/// Texts are sorted by their beginnings.
fn text(text: &str) -> SortValue {
    SortValue::Text(beginning(text).into())
}
