//! Where a page of a search is: the search itself and the place in it, sealed. So the links of a page
//! show nothing of what is searched for.

use model::index::{Placed, SortValue};
use model::{ResourceId, ResourceType};

use super::Search;
use crate::error::ServiceError;
use crate::work::Work;

/// The name of the parameter that holds a position.
const CURSOR: &str = "_cursor";
/// And of the one that says how large a page is.
const COUNT: &str = "_count";
/// How long the parameters of a search may be together, so that a link with them is an address.
const PARAMETERS_BYTES_MAX: usize = 16 * 1024;
/// Before a value of a place in the order: there is none, it is a number, it is a text.
const NO_VALUE: u8 = 0;
const NUMBER: u8 = 1;
const TEXT: u8 = 2;

/// A search, and where in it.
pub(crate) struct Position {
    kind: ResourceType,
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) is_lenient: bool,
    pub(crate) patient: Option<ResourceId>,
    pub(crate) after: Option<Placed>,
}

impl Position {
    /// Begins a search, or goes on with the one in the cursor.
    pub(crate) fn of(
        work: &Work<'_>,
        kind: ResourceType,
        search: &Search,
    ) -> Result<Self, ServiceError> {
        let Search { parameters, is_lenient, patient } = search;
        let cursor = parameters.iter().find(|(name, _)| name == CURSOR);
        let Some((_, cursor)) = cursor else {
            let length: usize =
                parameters.iter().map(|(name, value)| name.len() + value.len()).sum();
            if length > PARAMETERS_BYTES_MAX {
                let detail =
                    format!("a search has at most {PARAMETERS_BYTES_MAX} bytes of parameters");
                return Err(ServiceError::BadRequest(detail));
            }
            let (parameters, patient) = (parameters.clone(), patient.clone());
            let is_lenient = *is_lenient;
            return Ok(Self { kind, parameters, is_lenient, patient, after: None });
        };
        let refused = || ServiceError::BadParameter {
            name: CURSOR.into(),
            expected: "follow the link of the page before, unchanged",
        };
        let content = work.keys.open_content(work.operation, cursor).ok_or_else(refused)?;
        let position = Self::decode(&content).filter(|position| position.kind == kind);
        let mut position = position.ok_or_else(refused)?;
        if !position.is_of(search) {
            return Err(refused());
        }
        // The next page may have another size.
        if let Some(size) = parameters.iter().find(|(name, _)| name == COUNT) {
            position.parameters.retain(|(name, _)| name != COUNT);
            position.parameters.push(size.clone());
        }
        Ok(position)
    }

    /// Whether nothing else is asked for beside the cursor than what it was given for.
    fn is_of(&self, search: &Search) -> bool {
        let others = |parameters: &[(String, String)]| -> Vec<_> {
            let is_other = |(name, _): &&(String, String)| name != CURSOR && name != COUNT;
            parameters.iter().filter(is_other).cloned().collect()
        };
        let asked = others(&search.parameters);
        let is_for_them = search.patient.is_none() || search.patient == self.patient;
        is_for_them && (asked.is_empty() || asked == others(&self.parameters))
    }

    /// The cursor of a place in this search.
    pub(crate) fn seal(&self, work: &Work<'_>, after: Option<&Placed>) -> String {
        let content = self.encode(after);
        work.keys.seal_content(work.operation, &content, work.service.rng())
    }

    fn encode(&self, after: Option<&Placed>) -> Vec<u8> {
        let mut content = self.kind.code().to_be_bytes().to_vec();
        content.push(u8::from(self.is_lenient));
        content.push(u8::from(after.is_some()));
        if let Some(after) = after {
            content.extend(after.born.to_be_bytes());
            content.push(u8::try_from(after.values.len()).expect("a search has few sort keys"));
            for value in &after.values {
                put_value(&mut content, value.as_ref());
            }
        }
        let patient = self.patient.as_ref().map_or("", ResourceId::as_str);
        let parameters = self.parameters.iter().flat_map(|(name, value)| [&**name, &**value]);
        for text in std::iter::once(patient).chain(parameters) {
            put_text(&mut content, text);
        }
        content
    }

    fn decode(mut content: &[u8]) -> Option<Self> {
        let content = &mut content;
        let kind = store::resource_type_of_code(u16::from_be_bytes(take(content)?))?;
        let [is_lenient, is_after] = take(content)?;
        let after = if is_after == 1 {
            let born = u64::from_be_bytes(take(content)?);
            let [count] = take(content)?;
            let mut values = Vec::new();
            for _ in 0..count {
                take_value(content, &mut values)?;
            }
            Some(Placed { values, born })
        } else {
            None
        };
        let patient = take_text(content)?;
        let patient = if patient.is_empty() { None } else { Some(patient.parse().ok()?) };
        let mut parameters = Vec::new();
        while !content.is_empty() {
            parameters.push((take_text(content)?, take_text(content)?));
        }
        Some(Self { kind, parameters, is_lenient: is_lenient == 1, patient, after })
    }
}

fn put_text(content: &mut Vec<u8>, text: &str) {
    let length = u32::try_from(text.len()).expect("a request is not as long as that");
    content.extend(length.to_be_bytes());
    content.extend(text.as_bytes());
}

fn put_value(content: &mut Vec<u8>, value: Option<&SortValue>) {
    match value {
        None => content.push(NO_VALUE),
        Some(SortValue::Number(number)) => {
            content.push(NUMBER);
            content.extend(number.to_be_bytes());
        }
        Some(SortValue::Text(text)) => {
            content.push(TEXT);
            put_text(content, text);
        }
    }
}

fn take<const N: usize>(content: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = content.split_first_chunk()?;
    *content = rest;
    Some(*first)
}

fn take_text(content: &mut &[u8]) -> Option<String> {
    let length = usize::try_from(u32::from_be_bytes(take(content)?)).ok()?;
    let (text, rest) = content.split_at_checked(length)?;
    *content = rest;
    Some(std::str::from_utf8(text).ok()?.to_owned())
}

fn take_value(content: &mut &[u8], values: &mut Vec<Option<SortValue>>) -> Option<()> {
    values.push(match take(content)? {
        [NO_VALUE] => None,
        [NUMBER] => Some(SortValue::Number(i64::from_be_bytes(take(content)?))),
        [TEXT] => Some(SortValue::Text(take_text(content)?.into())),
        _ => return None,
    });
    Some(())
}
