//! Where in a document something is, kept as a chain on the stack so that a path is only written
//! when somebody needs to read it.

/// A step down from the place above.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Member(&'a str),
    Index(usize),
}

/// A place in a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    above: Option<&'a Place<'a>>,
    step: Step<'a>,
}

/// The longest name of a member that is written into a path.
const NAME_BYTES_MAX: usize = 64;

impl<'a> Place<'a> {
    /// The top of a document of this type.
    pub(crate) fn top(type_name: &'a str) -> Self {
        Self { above: None, step: Step::Member(type_name) }
    }

    /// The member of this name.
    pub(crate) fn member<'b>(&'b self, name: &'b str) -> Place<'b> {
        Place { above: Some(self), step: Step::Member(name) }
    }

    /// The element of an array at this index.
    pub(crate) fn index(&self, index: usize) -> Place<'_> {
        Place { above: Some(self), step: Step::Index(index) }
    }

    /// The path from the top, such as `Observation.component[1].code`.
    ///
    /// A name that cannot be that of an element is written as `?`: it is content of the sender,
    /// and may be about a person.
    pub(crate) fn expression(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) {
        if let Some(above) = self.above {
            above.write(out);
        }
        match self.step {
            Step::Index(index) => {
                out.push('[');
                out.push_str(&index.to_string());
                out.push(']');
            }
            Step::Member(name) => {
                if self.above.is_some() {
                    out.push('.');
                }
                // The name of a type is never content.
                let is_shown = self.above.is_none() || is_element_name(name);
                out.push_str(if is_shown { name } else { "?" });
            }
        }
    }
}

/// Whether a name looks like that of an element, a type or a choice.
fn is_element_name(name: &str) -> bool {
    let name = name.strip_suffix("[x]").unwrap_or(name);
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (1..=NAME_BYTES_MAX).contains(&name.len()) && name.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_types_members_and_indexes() {
        let top = Place::top("Observation");
        let component = top.member("component");
        let second = component.index(1);
        assert_eq!(second.member("value[x]").expression(), "Observation.component[1].value[x]");
        assert_eq!(top.expression(), "Observation");
    }

    #[test]
    fn a_name_that_is_none_is_not_repeated() {
        let top = Place::top("Patient");
        for name in ["John Doe", "", "a.b", "é", &"x".repeat(65), "a\n"] {
            assert_eq!(top.member(name).expression(), "Patient.?");
        }
    }
}
