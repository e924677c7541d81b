//! The parameters of an address, in their order, none silently ignored.

use http::Uri;
use service::ServiceError;

/// The longest query that is read.
const QUERY_BYTES_MAX: usize = 32 * 1024;
/// How many parameters a query may have.
const PARAMETERS_MAX: usize = 100;

/// The parameters that were not taken yet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    parameters: Vec<(String, String)>,
    too_long: bool,
}

impl Query {
    /// The parameters of an address.
    pub(crate) fn of(uri: &Uri) -> Self {
        Self::of_form(uri.query().unwrap_or_default().as_bytes())
    }

    /// The parameters of a form.
    pub(crate) fn of_form(text: &[u8]) -> Self {
        if text.len() > QUERY_BYTES_MAX {
            return Self { parameters: Vec::new(), too_long: true };
        }
        let mut pairs = form_urlencoded::parse(text).into_owned();
        let parameters = pairs.by_ref().take(PARAMETERS_MAX).collect();
        Self { parameters, too_long: pairs.next().is_some() }
    }

    /// Adds the parameters of another one.
    pub(crate) fn extend(&mut self, other: Self) {
        self.parameters.extend(other.parameters);
        self.too_long |= other.too_long || self.parameters.len() > PARAMETERS_MAX;
    }

    /// Adds a parameter.
    pub(crate) fn add(&mut self, name: &str, value: String) {
        self.parameters.push((name.to_owned(), value));
        self.too_long |= self.parameters.len() > PARAMETERS_MAX;
    }

    /// That a parameter of this name is not known.
    pub(crate) fn unknown(name: &str) -> ServiceError {
        ServiceError::UnknownParameter(shorten(name))
    }

    /// As it stands in an address.
    pub(crate) fn to_text(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.parameters).finish()
    }

    /// The names, for the log; never the values.
    pub(crate) fn names(&self) -> Vec<String> {
        let plain = |name: &String| {
            name.len() <= 64
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.:".contains(&byte))
        };
        let mut names: Vec<_> =
            self.parameters.iter().map(|(name, _)| name.clone()).filter(plain).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Takes the values of a parameter out.
    pub(crate) fn take_all(&mut self, name: &str) -> Vec<String> {
        let (taken, left) = std::mem::take(&mut self.parameters)
            .into_iter()
            .partition::<Vec<_>, _>(|(key, _)| key == name);
        self.parameters = left;
        taken.into_iter().map(|(_, value)| value).collect()
    }

    /// Takes the value of a parameter out that may stand there once.
    pub(crate) fn take(&mut self, name: &'static str) -> Result<Option<String>, ServiceError> {
        let mut values = self.take_all(name);
        let value = values.pop();
        if values.is_empty() {
            Ok(value)
        } else {
            Err(ServiceError::BadParameter {
                name: name.into(),
                expected: "it may stand there once",
            })
        }
    }

    /// Takes a count out.
    pub(crate) fn take_count(&mut self, name: &'static str) -> Result<Option<usize>, ServiceError> {
        self.take(name)?
            .map(|value| {
                let expected = "a whole number, 0 or more";
                value
                    .parse()
                    .map_err(|_| ServiceError::BadParameter { name: name.into(), expected })
            })
            .transpose()
    }

    /// Everything that was not taken.
    pub(crate) fn into_parameters(self) -> Result<Vec<(String, String)>, ServiceError> {
        if self.too_long {
            let detail = format!(
                "the query has more than {QUERY_BYTES_MAX} bytes or {PARAMETERS_MAX} parameters"
            );
            return Err(ServiceError::BadRequest(detail));
        }
        Ok(self.parameters)
    }

    /// What was not taken is not known here.
    pub(crate) fn finish(self) -> Result<(), ServiceError> {
        match self.into_parameters()?.into_iter().next() {
            None => Ok(()),
            Some((name, _)) => Err(Self::unknown(&name)),
        }
    }
}

/// A name from outside, fit to be shown in an answer.
fn shorten(name: &str) -> String {
    name.chars().filter(|character| !character.is_control()).take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::of(&format!("/x?{text}").parse().expect("an address"))
    }

    #[test]
    fn what_is_not_taken_is_refused_by_name() {
        let mut query = query("a=1&b=2&a=3");
        assert_eq!(query.take_all("a"), ["1", "3"]);
        let refused = query.finish();
        assert!(matches!(refused, Err(ServiceError::UnknownParameter(name)) if name == "b"));
    }

    #[test]
    fn what_may_stand_once_is_refused_twice() {
        assert!(query("a=1&a=1").take("a").is_err());
        assert_eq!(query("a=%C3%A9+x").take("a").ok().flatten().as_deref(), Some("é x"));
    }

    #[test]
    fn the_log_gets_names_and_never_values() {
        assert_eq!(query("_id=secret&b:exact=1&we%20ird=2").names(), ["_id", "b:exact"]);
    }

    #[test]
    fn a_query_without_end_is_refused() {
        assert!(query(&"a=1&".repeat(200)).finish().is_err());
        assert!(query(&"a".repeat(40_000)).finish().is_err());
    }
}
