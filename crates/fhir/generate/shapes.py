"""Turns definitions into shapes: the members a JSON object may have, one row each."""

from dataclasses import dataclass, field

# The order is that of the enum `Primitive` in src/primitive.rs.
PRIMITIVES = [
    "base64Binary", "boolean", "canonical", "code", "date", "dateTime", "decimal", "id",
    "instant", "integer", "markdown", "oid", "positiveInt", "string", "time", "unsignedInt",
    "uri", "url", "uuid", "xhtml", "ElementId", "ExtensionUrl",
]  # fmt: skip
# Kinds of a member: a primitive, any resource, or from here on a shape.
KIND_RESOURCE = 30
KIND_SHAPE_FIRST = 32


@dataclass
class Row:
    """One member: its name in JSON, what it holds and how often."""

    name: str
    type: str
    value_set: str | None
    targets: tuple  # the types a reference may point to; empty if any
    slot: int
    repeats: bool
    is_summary: bool


@dataclass
class Shape:
    """One kind of object. A slot is a required element or a choice of types."""

    path: str
    rows: list = field(default_factory=list)
    slots: list = field(default_factory=list)  # (name, is required)


def member_name(base, type_name):
    """`value[x]` of type `string` is the member `valueString`."""
    name = "Quantity" if type_name == "SimpleQuantity" else type_name
    return base + name[0].upper() + name[1:]


def make_shape(path, elements):
    """The shape of the objects at this path."""
    shape = Shape(path)
    for element in elements:
        is_choice = element.name.endswith("[x]")
        slot = 0
        if element.minimum > 0 or is_choice:
            shape.slots.append((element.name, element.minimum > 0))
            slot = len(shape.slots)
        if element.is_backbone:
            target = element.reference or element.path
            row = Row(element.name, target, None, (), slot, element.repeats, element.is_summary)
            shape.rows.append(row)
            continue
        for name in element.types:
            member = member_name(element.name[:-3], name) if is_choice else element.name
            targets = tuple(sorted(element.targets)) if name == "Reference" else ()
            codes, repeats = element.value_set, element.repeats
            row = Row(member, name, codes, targets, slot, repeats, element.is_summary)
            shape.rows.append(row)
    shape.rows.sort(key=lambda row: row.name)
    names = [row.name for row in shape.rows]
    assert len(set(names)) == len(names) and len(shape.slots) <= 64, path
    return shape


def make_shapes(definitions):
    """All shapes: resource types in the order of their codes, then types, then backbones."""
    first = definitions.resource_types + definitions.data_types
    rest = sorted(set(definitions.children) - set(first))
    return [make_shape(path, definitions.children[path]) for path in first + rest]
