//! Checks the members of an object against its shape.

use model::{Json, ResourceType};

use super::{Report, member};
use crate::generated::shapes;
use crate::issue::IssueCode;
use crate::place::Place;
use crate::tables::{Element, Kind, Shape, Slot};

/// The members of an object in the order they came.
pub(super) type Members = [(Box<str>, Json)];

/// Checks the members of a resource of this type.
pub(super) fn resource_members(
    report: &mut Report,
    kind: ResourceType,
    members: &Members,
    place: &Place<'_>,
) {
    let mut walk = Walk::new(Shape::numbered(kind.code() - 1), members, place);
    for (name, value) in members.iter().filter(|(name, _)| **name != *"resourceType") {
        walk.take(report, name, value);
    }
    walk.finish(report);
}

/// Checks the members of an element of the shape of this number.
pub(super) fn element_members(
    report: &mut Report,
    number: u16,
    members: &Members,
    place: &Place<'_>,
) {
    if let [] | [(_, Json::String(_))] = members
        && members.iter().all(|(name, _)| **name == *"id")
    {
        return report.add(
            IssueCode::Invariant,
            place,
            "an element must have a value or children; leave it out if there are none",
        );
    }
    let mut walk = Walk::new(Shape::numbered(number), members, place);
    for (name, value) in members {
        walk.take(report, name, value);
    }
    if number == shapes::EXTENSION {
        walk.check_extension(report);
    }
    walk.finish(report);
}

/// One pass over the members of an object.
struct Walk<'a> {
    shape: &'static Shape,
    members: &'a Members,
    place: &'a Place<'a>,
    /// One bit for each slot of the shape that was filled.
    filled: u64,
    /// One bit for each choice of which too many members were reported.
    reported: u64,
}

impl<'a> Walk<'a> {
    fn new(shape: &'static Shape, members: &'a Members, place: &'a Place<'a>) -> Self {
        Self { shape, members, place, filled: 0, reported: 0 }
    }

    /// Checks one member.
    fn take(&mut self, report: &mut Report, name: &str, value: &Json) {
        if report.is_full() {
            return;
        }
        let place = &self.place.member(name);
        if let Some(element) = self.shape.find(name) {
            self.fill(report, element, place);
            match element.kind() {
                Kind::Primitive(primitive) => {
                    let companion = |index| self.companion(name, index);
                    member::primitives(report, element, primitive, value, &companion, place);
                }
                kind => member::objects(report, element, kind, value, place),
            }
            return;
        }
        let extended = name.strip_prefix('_').and_then(|name| self.shape.find(name));
        match extended.map(|element| (element, element.kind())) {
            Some((element, Kind::Primitive(primitive))) if primitive.can_have_companion() => {
                self.fill(report, element, place);
                let sibling = self.member(element.name());
                member::companions(report, element, value, sibling, place);
            }
            Some(_) => report.structure(place, "this element has no companion with an underscore"),
            None => self.unknown(report, name, place),
        }
    }

    fn member(&self, name: &str) -> Option<&'a Json> {
        self.members.iter().find(|(key, _)| **key == *name).map(|(_, value)| value)
    }

    /// Whether the member of this name has an id or extensions beside its value at this index.
    fn companion(&self, name: &str, index: usize) -> bool {
        let companion = self.members.iter().find(|(key, _)| key.strip_prefix('_') == Some(name));
        let Some((_, Json::Array(elements))) = companion else {
            return false;
        };
        matches!(elements.get(index), Some(Json::Object(_)))
    }

    /// Marks the slot of an element, and reports a second member of the same choice.
    fn fill(&mut self, report: &mut Report, element: &'static Element, place: &Place<'_>) {
        let Some(index) = element.slot() else { return };
        let bit = 1_u64 << index;
        let slot = &self.shape.slots()[usize::from(index)];
        if self.filled & bit != 0
            && self.reported & bit == 0
            && slot.is_choice()
            && self.count_of_choice(index) > 1
        {
            self.reported |= bit;
            report.structure(
                place,
                format_args!("only one type of {} can be given at a time", slot.name()),
            );
        }
        self.filled |= bit;
    }

    /// How many different members of the choice in this slot there are, not counting companions.
    fn count_of_choice(&self, index: u8) -> usize {
        let elements = self.shape.elements().iter().filter(|it| it.slot() == Some(index));
        elements.filter(|element| self.is_there(element.name())).count()
    }

    /// Whether there is a member of this name, or its companion.
    fn is_there(&self, name: &str) -> bool {
        self.members.iter().any(|(key, _)| key.strip_prefix('_').unwrap_or(key) == name)
    }

    /// Reports a member that the shape does not have.
    fn unknown(&self, report: &mut Report, name: &str, place: &Place<'_>) {
        let own = name.strip_prefix('_').unwrap_or(name);
        let choice = self.shape.slots().iter().enumerate().find(|(_, slot)| {
            let base = slot.name().strip_suffix("[x]");
            let rest = base.and_then(|base| own.strip_prefix(base));
            rest.is_some_and(|rest| !rest.starts_with(|first: char| first.is_ascii_lowercase()))
        });
        if let Some((index, slot)) = choice {
            let allowed = self.names_of_choice(index);
            let text = format!("{} can be given as one of: {allowed}", slot.name());
            report.structure(place, text);
        } else {
            let kind = self.shape.type_name();
            report.structure(place, format_args!("{kind} has no such element here in FHIR R4"));
        }
    }

    fn names_of_choice(&self, index: usize) -> String {
        let elements = self.shape.elements().iter();
        let names = elements.filter(|it| it.slot().map(usize::from) == Some(index));
        names.map(Element::name).collect::<Vec<_>>().join(", ")
    }

    /// An extension has either a value or extensions.
    fn check_extension(&self, report: &mut Report) {
        let has_extensions = self.is_there("extension");
        let has_value = self
            .members
            .iter()
            .any(|(name, _)| name.strip_prefix('_').unwrap_or(name).starts_with("value"));
        if has_extensions == has_value {
            let text = "an extension must have either a value or extensions, and not both";
            report.add(IssueCode::Invariant, self.place, text);
        }
    }

    /// Reports the required elements that did not come.
    fn finish(self, report: &mut Report) {
        for (index, slot) in self.shape.slots().iter().enumerate() {
            if slot.is_required() && self.filled & (1 << index) == 0 {
                self.report_missing(report, index, slot);
            }
        }
    }

    fn report_missing(&self, report: &mut Report, index: usize, slot: &Slot) {
        let place = &self.place.member(slot.name());
        if slot.is_choice() {
            let allowed = self.names_of_choice(index);
            let text = format!("this element is required, as one of: {allowed}");
            report.add(IssueCode::Required, place, text);
        } else {
            report.add(IssueCode::Required, place, "this element is required");
        }
    }
}
