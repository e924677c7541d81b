//! A whole search: what must hold, in which order, and what of it is shown (FHIR R4, search).

use std::collections::HashSet;

use model::{ResourceType, Timestamp};

use super::criterion::plain;
use super::{Criterion, Parameter, ParameterKind, SearchError, Vocabulary, parameter};
use crate::types::resource_type;

/// How many filters one search may have; a chain or `_has` is one.
pub const FILTERS_MAX: usize = 64;
/// How many references a chain or `_has` may follow.
pub const CHAIN_LENGTH_MAX: usize = 3;
/// How many parameters one search may be sorted by.
pub const SORT_MAX: usize = 5;
/// How many `_include` and `_revinclude` one search may have.
pub const INCLUDES_MAX: usize = 20;

/// What may stand there once.
const ONCE: [&str; 6] = ["_count", "_elements", "_sort", "_summary", "_total", "_totalMethod"];

/// A search. All filters must hold.
#[derive(Debug, Clone, Default)]
pub struct Query<'a> {
    /// What must hold.
    pub filters: Vec<Filter<'a>>,
    /// By what it is sorted, the first first.
    pub sort: Vec<SortBy<'a>>,
    /// How many resources a page is to have.
    pub count: Option<usize>,
    /// Whether the number of all is wanted.
    pub total: Total,
    /// What of each resource is wanted.
    pub view: View,
    /// What else is to be shown with what is found.
    pub includes: Vec<Include>,
    /// The parameters that are not known and were to be ignored.
    pub ignored: Vec<String>,
}

/// Something that must hold of a resource.
#[derive(Debug, Clone)]
pub enum Filter<'a> {
    /// Of what is in it.
    Own(Criterion<'a>),
    /// Of one that it refers to: of any of these types.
    Chain {
        /// The reference that is followed.
        reference: &'a Parameter,
        /// The types, with what must hold of them.
        targets: Vec<(ResourceType, Self)>,
    },
    /// Of one that refers to it (`_has`).
    Has {
        /// The type of that.
        kind: ResourceType,
        /// By which it refers.
        reference: &'a Parameter,
        /// What must hold of it.
        filter: Box<Self>,
    },
}

/// One parameter of an order.
#[derive(Debug, Clone, Copy)]
pub struct SortBy<'a> {
    /// The parameter.
    pub parameter: &'a Parameter,
    /// From the greatest to the least.
    pub is_descending: bool,
}

/// Whether the number of all matches is wanted (`_total`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Total {
    /// If it costs nothing.
    #[default]
    IfKnown,
    /// Not at all.
    None,
    /// About.
    Estimate,
    /// Exactly.
    Accurate,
}

impl Total {
    /// Reads `_total`, or `_totalMethod`, which is not of the standard: so fhirpy asks how many there are.
    fn parse(name: &str, value: &str) -> Result<Self, SearchError> {
        match (name, value) {
            (_, "none") => Ok(Self::None),
            (_, "estimate") => Ok(Self::Estimate),
            ("_total", "accurate") | ("_totalMethod", "count") => Ok(Self::Accurate),
            ("_total", _) => {
                let expected = "none, estimate or accurate";
                Err(SearchError::Value { parameter: "_total".into(), expected })
            }
            _ => {
                let expected = "none, estimate or count";
                Err(SearchError::Value { parameter: "_totalMethod".into(), expected })
            }
        }
    }
}

/// What of each resource is wanted (`_summary`, `_elements`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum View {
    /// All of it.
    #[default]
    Whole,
    /// What the definitions mark as summary.
    Summary,
    /// The narrative, and what must not be missing.
    Text,
    /// All but the narrative.
    Data,
    /// Nothing but the number of matches.
    Count,
    /// These elements, and what must not be missing.
    Elements(Vec<Box<str>>),
}

/// Something to be shown beside the matches.
#[derive(Debug, Clone, Copy)]
pub struct Include {
    /// Whether it refers to the matches rather than being referred to.
    pub is_reverse: bool,
    /// Whether it is looked for beside what was included, too.
    pub is_iterate: bool,
    /// The type that refers.
    pub source: ResourceType,
    /// By which parameter; any if there is none.
    pub parameter: Option<&'static Parameter>,
    /// The type that is referred to; any if there is none.
    pub target: Option<ResourceType>,
}

impl<'a> Query<'a> {
    /// Reads the parameters of a search for a type. `is_lenient` says that unknown ones are to be
    /// ignored, and then they are named.
    pub fn parse<'t>(
        vocabulary: Vocabulary<'a>,
        parameters: impl IntoIterator<Item = (&'t str, &'t str)>,
        is_lenient: bool,
        now: Timestamp,
    ) -> Result<Self, SearchError> {
        let mut query = Self::default();
        let mut given = HashSet::new();
        for (name, value) in parameters {
            let once = ONCE.iter().find(|once| **once == name);
            if let Some(parameter) = once.filter(|once| !given.insert(**once)) {
                let expected = "that it stands there once";
                return Err(SearchError::Value { parameter: (*parameter).into(), expected });
            }
            match query.take(vocabulary, name, value, now) {
                Err(SearchError::UnknownParameter(name)) if is_lenient => {
                    query.ignored.push(name.into());
                }
                taken => taken?,
            }
        }
        Ok(query)
    }

    fn take(
        &mut self,
        vocabulary: Vocabulary<'a>,
        name: &str,
        value: &str,
        now: Timestamp,
    ) -> Result<(), SearchError> {
        let refused = |parameter: &str, expected| SearchError::Value {
            parameter: parameter.into(),
            expected,
        };
        match name {
            "_sort" => {
                self.sort = sort(vocabulary, value)?;
            }
            "_count" => {
                let count = value.parse().map_err(|_| refused("_count", "a number, 0 or more"))?;
                self.count = Some(count);
            }
            "_total" | "_totalMethod" => self.total = Total::parse(name, value)?,
            "_summary" => {
                self.view = match value {
                    "true" => View::Summary,
                    "text" => View::Text,
                    "data" => View::Data,
                    "count" => View::Count,
                    "false" => View::Whole,
                    _ => return Err(refused("_summary", "true, text, data, count or false")),
                };
            }
            "_elements" => {
                let names: Vec<Box<str>> =
                    value.split(',').map(str::trim).map(Into::into).collect();
                let is_name = |name: &str| {
                    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
                };
                // `Patient.name` is another way to write it.
                let start = format!("{}.", vocabulary.kind());
                let names: Vec<Box<str>> = names
                    .iter()
                    .map(|name| name.strip_prefix(&start).unwrap_or(name).into())
                    .collect();
                if !names.iter().all(|name| is_name(name)) {
                    return Err(refused("_elements", "names of elements, separated by commas"));
                }
                self.view = View::Elements(names);
            }
            _ => match name.split_once(':').unwrap_or((name, "")) {
                ("_include", modifier) if vocabulary.is_fhir() => {
                    self.include(false, modifier, value)?;
                }
                ("_revinclude", modifier) if vocabulary.is_fhir() => {
                    self.include(true, modifier, value)?;
                }
                _ => {
                    if self.filters.len() >= FILTERS_MAX {
                        return Err(SearchError::TooComplex);
                    }
                    self.filters.push(filter(vocabulary, name, value, now, CHAIN_LENGTH_MAX)?);
                }
            },
        }
        Ok(())
    }

    fn include(
        &mut self,
        is_reverse: bool,
        modifier: &str,
        value: &str,
    ) -> Result<(), SearchError> {
        let name = if is_reverse { "_revinclude" } else { "_include" };
        let is_iterate = match modifier {
            "" => false,
            // The earlier name of the same.
            "iterate" | "recurse" => true,
            _ => {
                return Err(SearchError::Modifier {
                    parameter: name.into(),
                    modifier: plain(modifier),
                });
            }
        };
        let include = include(is_reverse, is_iterate, value).ok_or_else(|| SearchError::Value {
            parameter: name.into(),
            expected: "Type:parameter or Type:parameter:Target, of a parameter that is a reference",
        })?;
        if self.includes.len() >= INCLUDES_MAX {
            return Err(SearchError::TooComplex);
        }
        self.includes.push(include);
        Ok(())
    }
}

/// Reads one filter: of the resource itself, along a chain, or backwards.
fn filter<'a>(
    vocabulary: Vocabulary<'a>,
    name: &str,
    value: &str,
    now: Timestamp,
    hops_left: usize,
) -> Result<Filter<'a>, SearchError> {
    if let Some(rest) = name.strip_prefix("_has:").filter(|_| vocabulary.is_fhir()) {
        return has(rest, value, now, hops_left).unwrap_or_else(|| Err(SearchError::unknown(name)));
    }
    let Some((head, rest)) = name.split_once('.') else {
        return Ok(Filter::Own(Criterion::parse(vocabulary, name, value, now)?));
    };
    let hops_left = hops_left.checked_sub(1).ok_or(SearchError::TooComplex)?;
    let (code, only) = head.split_once(':').unwrap_or((head, ""));
    let reference = vocabulary
        .find(code)
        .filter(|parameter| parameter.kind() == ParameterKind::Reference)
        .ok_or_else(|| SearchError::unknown(name))?;
    let only =
        (!only.is_empty()).then(|| resource_type(only).ok_or_else(|| SearchError::unknown(name)));
    let only = only.transpose()?;
    let mut targets = Vec::new();
    let mut refused = None;
    for target in reference.targets().filter(|target| only.is_none_or(|only| only == *target)) {
        match filter(target.into(), rest, value, now, hops_left) {
            Ok(filter) => targets.push((target, filter)),
            Err(error @ SearchError::UnknownParameter(_)) => refused = refused.or(Some(error)),
            // It has the parameter, and the value is none of it.
            Err(error) => return Err(error),
        }
    }
    if targets.is_empty() {
        return Err(refused.unwrap_or_else(|| SearchError::unknown(name)));
    }
    Ok(Filter::Chain { reference, targets })
}

/// `Type:parameter:rest`, whose reference points to what is searched for.
fn has(
    text: &str,
    value: &str,
    now: Timestamp,
    hops_left: usize,
) -> Option<Result<Filter<'static>, SearchError>> {
    let Some(hops_left) = hops_left.checked_sub(1) else {
        return Some(Err(SearchError::TooComplex));
    };
    let (kind, rest) = text.split_once(':')?;
    let (code, rest) = rest.split_once(':')?;
    let kind = resource_type(kind)?;
    let reference = parameter(kind, code)?;
    if reference.kind() != ParameterKind::Reference {
        return None;
    }
    let filter = filter(kind.into(), rest, value, now, hops_left);
    Some(filter.map(|filter| Filter::Has { kind, reference, filter: Box::new(filter) }))
}

fn sort<'a>(vocabulary: Vocabulary<'a>, value: &str) -> Result<Vec<SortBy<'a>>, SearchError> {
    let by = value.split(',').map(|text| {
        let (code, is_descending) =
            text.strip_prefix('-').map_or((text, false), |code| (code, true));
        let found = vocabulary.find(code).filter(|parameter| parameter.is_sortable());
        found.map(|parameter| SortBy { parameter, is_descending })
    });
    let by: Option<Vec<_>> = by.collect();
    by.filter(|by| by.len() <= SORT_MAX).ok_or_else(|| SearchError::Value {
        parameter: "_sort".into(),
        expected: "up to five parameters of the type, each with a - before it to turn it round",
    })
}

fn include(is_reverse: bool, is_iterate: bool, value: &str) -> Option<Include> {
    let mut parts = value.split(':');
    let source = resource_type(parts.next()?)?;
    let parameter = match parts.next()? {
        "*" => None,
        code => Some(
            parameter(source, code)
                .filter(|parameter| parameter.kind() == ParameterKind::Reference)?,
        ),
    };
    let target = parts.next().map(resource_type);
    if parts.next().is_some() || target == Some(None) {
        return None;
    }
    let target = target.flatten();
    let may_be = |target| parameter.is_none_or(|parameter| parameter.may_refer_to(target));
    target.is_none_or(may_be).then_some(Include {
        is_reverse,
        is_iterate,
        source,
        parameter,
        target,
    })
}
