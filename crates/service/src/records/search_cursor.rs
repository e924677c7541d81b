//! Where a page of a search is: the search itself and the place in it, sealed. So the links of a page
//! show nothing of what is searched for.

use model::{ResourceId, ResourceType};

use super::Search;
use crate::error::ServiceError;
use crate::work::Work;

/// The name of the parameter that holds a position.
const CURSOR: &str = "_cursor";
/// How long the parameters of a search may be together, so that a link with them is an address.
const PARAMETERS_BYTES_MAX: usize = 16 * 1024;
/// Stands for the beginning.
const BEGINNING: u64 = u64::MAX;

/// A search, and where in it.
pub(super) struct Position {
    kind: ResourceType,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) is_lenient: bool,
    pub(super) patient: Option<ResourceId>,
    pub(super) after: Option<u64>,
}

impl Position {
    /// Begins a search, or goes on with the one in the cursor.
    pub(super) fn of(
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
            name: CURSOR,
            expected: "follow the link of the page before, unchanged",
        };
        if parameters.len() > 1 {
            return Err(refused());
        }
        let content = work.keys.open_content(work.operation, cursor).ok_or_else(refused)?;
        Self::decode(&content).filter(|position| position.kind == kind).ok_or_else(refused)
    }

    /// The cursor of a place in this search.
    pub(super) fn seal(&self, work: &Work<'_>, after: Option<u64>) -> String {
        let content = self.encode(after);
        work.keys.seal_content(work.operation, &content, work.service.rng())
    }

    fn encode(&self, after: Option<u64>) -> Vec<u8> {
        let mut content = after.unwrap_or(BEGINNING).to_be_bytes().to_vec();
        content.extend(self.kind.code().to_be_bytes());
        content.push(u8::from(self.is_lenient));
        let patient = self.patient.as_ref().map_or("", ResourceId::as_str);
        let parameters = self.parameters.iter().flat_map(|(name, value)| [&**name, &**value]);
        for text in std::iter::once(patient).chain(parameters) {
            let length = u32::try_from(text.len()).expect("a request is not as long as that");
            content.extend(length.to_be_bytes());
            content.extend(text.as_bytes());
        }
        content
    }

    fn decode(content: &[u8]) -> Option<Self> {
        let (after, content) = content.split_first_chunk()?;
        let (kind, content) = content.split_first_chunk()?;
        let (is_lenient, mut content) = content.split_first()?;
        let kind = store::resource_type_of_code(u16::from_be_bytes(*kind))?;
        let mut texts = Vec::new();
        while !content.is_empty() {
            let (length, rest) = content.split_first_chunk()?;
            let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
            let (text, rest) = rest.split_at_checked(length)?;
            texts.push(std::str::from_utf8(text).ok()?.to_owned());
            content = rest;
        }
        let mut texts = texts.into_iter();
        let patient = texts.next()?;
        let patient = if patient.is_empty() { None } else { Some(patient.parse().ok()?) };
        let mut parameters = Vec::new();
        while let Some(name) = texts.next() {
            parameters.push((name, texts.next()?));
        }
        let after = Some(u64::from_be_bytes(*after)).filter(|after| *after != BEGINNING);
        Some(Self { kind, parameters, is_lenient: *is_lenient == 1, patient, after })
    }
}
