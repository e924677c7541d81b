//! Makes valid resources of any type by the tables, so that tests can spoil them.

use model::{Json, ResourceType};

use crate::generated::shapes;
use crate::primitive::Primitive;
use crate::tables::{Binding, Element, Kind, Shape, System, Targets};
use crate::types::RESOURCE_TYPES;

/// From this depth on only what is required is made.
const DEPTH_OF_REQUIRED_ONLY: usize = 4;

/// A resource of this type. The same seed makes the same one.
pub(super) fn make_resource(kind: ResourceType, seed: u64) -> Json {
    Maker { state: seed | 1 }.resource(kind, 0)
}

struct Maker {
    state: u64,
}

impl Maker {
    /// A number below the limit (xorshift).
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).expect("31 bits fit") % limit
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    fn resource(&mut self, kind: ResourceType, depth: usize) -> Json {
        let shape = Shape::numbered(kind.code() - 1);
        let mut members = vec![("resourceType".into(), Json::string(kind.name()))];
        members.extend(self.members(shape, depth));
        Json::Object(members)
    }

    /// Members of a shape: all required, some others, one type of a choice.
    fn members(&mut self, shape: &'static Shape, depth: usize) -> Vec<(Box<str>, Json)> {
        let mut members = Vec::new();
        for (index, slot) in shape.slots().iter().enumerate() {
            if slot.is_required() || self.is_wanted(depth) {
                let in_slot = |it: &&Element| it.slot().map(usize::from) == Some(index);
                let elements: Vec<_> = shape.elements().iter().filter(in_slot).collect();
                let element = *self.pick(&elements);
                self.element(element, depth, &mut members);
            }
        }
        for element in shape.elements().iter().filter(|it| it.slot().is_none()) {
            if element.name() != "contained" && self.is_wanted(depth) {
                self.element(element, depth, &mut members);
            }
        }
        members
    }

    fn is_wanted(&mut self, depth: usize) -> bool {
        depth < DEPTH_OF_REQUIRED_ONLY && self.below(4 + 3 * depth) == 0
    }

    /// An element, single or as an array, perhaps with companions.
    fn element(&mut self, element: &Element, depth: usize, out: &mut Vec<(Box<str>, Json)>) {
        let count = 1 + if element.repeats() { self.below(2) } else { 0 };
        let values: Vec<_> = (0..count).map(|_| self.value(element, depth)).collect();
        if let Kind::Primitive(primitive) = element.kind()
            && primitive.can_have_companion()
            && self.below(8) == 0
        {
            let companions = (0..count).map(|_| self.companion(depth)).collect();
            out.push((format!("_{}", element.name()).into(), single_or_array(element, companions)));
        }
        out.push((element.name().into(), single_or_array(element, values)));
    }

    fn companion(&mut self, depth: usize) -> Json {
        let extension = Json::Object(self.extension(depth + 1));
        Json::object([("id", Json::string("e1")), ("extension", Json::Array(vec![extension]))])
    }

    fn value(&mut self, element: &Element, depth: usize) -> Json {
        match element.kind() {
            Kind::Primitive(primitive) => match element.binding() {
                Some(Binding(systems)) => {
                    let System(_, codes) = self.pick(systems);
                    Json::string(*self.pick(codes))
                }
                None => self.primitive(primitive),
            },
            Kind::Resource => {
                let kind = *self.pick(RESOURCE_TYPES);
                self.resource(kind, depth.max(DEPTH_OF_REQUIRED_ONLY))
            }
            Kind::Shape(shapes::EXTENSION) => Json::Object(self.extension(depth + 1)),
            Kind::Shape(shapes::REFERENCE) => self.reference(element.targets()),
            Kind::Shape(shapes::CODEABLE_CONCEPT) => self.concept(element.binding()),
            Kind::Shape(number) => self.object(Shape::numbered(number), depth + 1),
        }
    }

    /// An object of a shape, never empty.
    fn object(&mut self, shape: &'static Shape, depth: usize) -> Json {
        let mut members = self.members(shape, depth);
        if members.iter().all(|(name, _)| **name == *"id") {
            members.push(("extension".into(), Json::Array(vec![Json::Object(self.extension(9))])));
        }
        Json::Object(members)
    }

    fn extension(&mut self, depth: usize) -> Vec<(Box<str>, Json)> {
        let mut members = vec![("url".into(), Json::string("http://example.org/x"))];
        if depth < DEPTH_OF_REQUIRED_ONLY && self.below(3) == 0 {
            let nested = Json::Object(self.extension(depth + 1));
            members.push(("extension".into(), Json::Array(vec![nested])));
        } else {
            let is_value = |it: &&Element| it.name().starts_with("value");
            let values: Vec<_> = Shape::extension().elements().iter().filter(is_value).collect();
            let element = *self.pick(&values);
            members.push((element.name().into(), self.value(element, depth)));
        }
        members
    }

    fn reference(&mut self, targets: Option<&'static Targets>) -> Json {
        let kind = match targets {
            Some(Targets(codes)) => RESOURCE_TYPES[usize::from(*self.pick(codes)) - 1],
            None => *self.pick(RESOURCE_TYPES),
        };
        let text = match self.below(3) {
            0 => format!("{kind}/a1"),
            1 => format!("https://example.org/fhir/{kind}/a1/_history/2"),
            _ => "urn:uuid:c757873d-ec9a-4326-a141-556f43239520".to_owned(),
        };
        Json::object([("reference", Json::string(text))])
    }

    fn concept(&mut self, binding: Option<&'static Binding>) -> Json {
        let Some(Binding(systems)) = binding else {
            return Json::object([("text", Json::string("a"))]);
        };
        let System(uri, codes) = self.pick(systems);
        let coding = Json::object([
            ("system", Json::string(*uri)),
            ("code", Json::string(*self.pick(codes))),
        ]);
        Json::object([("coding", Json::Array(vec![coding]))])
    }

    fn primitive(&mut self, primitive: Primitive) -> Json {
        let text = match primitive {
            Primitive::Boolean => return Json::Boolean(self.below(2) == 0),
            Primitive::Decimal => return Json::Number("1.00".into()),
            Primitive::Integer => return Json::Number("-1".into()),
            Primitive::PositiveInt | Primitive::UnsignedInt => {
                return Json::integer(1 + self.below(9) as u64);
            }
            Primitive::Base64Binary => "AAA=",
            Primitive::Canonical => "http://example.org/a|1",
            Primitive::Code => "a b",
            Primitive::Date => *self.pick(&["2024", "2024-02", "2024-02-29"]),
            Primitive::DateTime => *self.pick(&["2024-02", "2024-02-29T23:59:59+02:00"]),
            Primitive::Id | Primitive::ElementId => "a-1",
            Primitive::Instant => "2024-02-29T23:59:59.123Z",
            Primitive::Oid => "urn:oid:1.2.840",
            Primitive::Time => "12:30:00",
            Primitive::Uri | Primitive::Url | Primitive::ExtensionUrl => "http://example.org/a",
            Primitive::Uuid => "urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
            Primitive::Xhtml => "<div xmlns=\"http://www.w3.org/1999/xhtml\">a</div>",
            Primitive::Markdown | Primitive::String => "a text",
        };
        Json::string(text)
    }
}

fn single_or_array(element: &Element, mut values: Vec<Json>) -> Json {
    if element.repeats() {
        Json::Array(values)
    } else {
        values.pop().expect("at least one value is made")
    }
}
