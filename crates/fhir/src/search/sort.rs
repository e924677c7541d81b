//! By what resources are sorted.

use model::{Json, Timestamp};
use rust_decimal::Decimal;

use super::way::{Form, Way};
use super::{Parameter, ParameterKind, date, number, string, token};

/// What a resource is sorted by. Keys of one parameter are of one kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortKey {
    /// A moment.
    Time(Timestamp),
    /// A number, without regard to its unit.
    Number(Decimal),
    /// A text, as it is compared.
    Text(String),
}

impl Parameter {
    /// Whether resources can be sorted by it.
    pub const fn is_sortable(&self) -> bool {
        !matches!(
            self.kind(),
            ParameterKind::Composite | ParameterKind::Special | ParameterKind::Words
        )
    }

    /// What a resource is sorted by: of several values the first in the order that is asked for. None
    /// if it has no value.
    pub fn sort_key(&self, resource: &Json, is_descending: bool) -> Option<SortKey> {
        let mut keys = Vec::new();
        for way in self.2 {
            way.any(resource, &mut |value| {
                keys.extend(self.key(way, value, is_descending));
                false
            });
        }
        if is_descending { keys.into_iter().max() } else { keys.into_iter().min() }
    }

    fn key(&self, way: &Way, value: &Json, is_descending: bool) -> Option<SortKey> {
        let form = way.1;
        Some(match self.kind() {
            ParameterKind::Date => {
                let (first, last) = date::ends(form, value);
                SortKey::Time(if is_descending { last? } else { first? })
            }
            ParameterKind::Number | ParameterKind::Quantity => {
                let (least, most) = number::range(form, value)?;
                SortKey::Number(if is_descending { most } else { least })
            }
            ParameterKind::Token if form == Form::Present => {
                SortKey::Text(if token::is_present(value) { "true" } else { "false" }.into())
            }
            ParameterKind::Token => SortKey::Text(string::fold(token::sorted_by(form, value)?)),
            ParameterKind::String => {
                let texts = string::texts(form, value).map(string::fold);
                SortKey::Text(if is_descending { texts.max()? } else { texts.min()? })
            }
            ParameterKind::Reference if form == Form::Reference => {
                SortKey::Text(value.member("reference").and_then(Json::as_str)?.to_owned())
            }
            ParameterKind::Reference | ParameterKind::Uri => {
                SortKey::Text(value.as_str()?.to_owned())
            }
            ParameterKind::Composite | ParameterKind::Special | ParameterKind::Words => {
                return None;
            }
        })
    }
}
