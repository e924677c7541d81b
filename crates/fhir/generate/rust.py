"""Writes the tables as Rust."""

import re
import textwrap
from pathlib import Path

from search import FORMS
from shapes import KIND_RESOURCE, KIND_SHAPE_FIRST, PRIMITIVES

HEADER = "//! {}\n//!\n//! Made by `crates/fhir/generate/generate.py`; do not edit.\n\n"
# How many files the rows of shapes are spread over.
ELEMENT_FILES = 8
# How many files search parameters are spread over.
SEARCH_FILES = 4


def text(value):
    """A Rust string literal."""
    assert re.fullmatch(r"[ -~]*", value) and '"' not in value and "\\" not in value, value
    return f'"{value}"'


def wrapped(items, indent="    "):
    """Items with commas, as many a line as fit; none is broken."""
    lines = [""]
    for item in items:
        if lines[-1] and len(indent) + len(lines[-1]) + len(item) > 98:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + item + ","
    return "".join(f"{indent}{line}\n" for line in lines)


def constant(path):
    """`Observation.referenceRange` as `OBSERVATION_REFERENCE_RANGE`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", path.replace(".", "_")).upper()


class Writer:
    """Knows the numbers under which names, shapes and bindings are kept."""

    def __init__(self, folder, shapes, expansions):
        self.folder = Path(folder)
        self.shapes = shapes
        self.shape_numbers = {shape.path: n for n, shape in enumerate(shapes)}
        names = {row.name for shape in shapes for row in shape.rows}
        names |= {name for shape in shapes for name, _ in shape.slots}
        names |= {shape.path for shape in shapes if "." not in shape.path}
        self.names = sorted(names)
        self.name_numbers = {name: n for n, name in enumerate(self.names)}
        # Value sets with the same codes share a row; number 0 stands for no binding.
        used = sorted({row.value_set for shape in shapes for row in shape.rows if row.value_set})
        self.expansions = expansions
        self.bindings = sorted({expansions[url] for url in used if expansions[url]})
        self.binding_numbers = {None: 0}
        for url in used:
            found = expansions[url]
            self.binding_numbers[url] = self.bindings.index(found) + 1 if found else 0
        targets = {row.targets for shape in shapes for row in shape.rows}
        self.targets = sorted(targets - {()})

    def write(self, name, purpose, body):
        """Writes one file below the folder of generated code."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEADER.format(purpose) + body, encoding="utf-8")

    def kind(self, name):
        """The number of what a member holds."""
        if name in PRIMITIVES:
            return PRIMITIVES.index(name)
        if name == "Resource":
            return KIND_RESOURCE
        return KIND_SHAPE_FIRST + self.shape_numbers[name]

    def restriction(self, row):
        """The number of what restricts a member: the targets of a reference, or a binding."""
        if row.type == "Reference":
            return self.targets.index(row.targets) + 1 if row.targets else 0
        return self.binding_numbers[row.value_set]

    def write_types(self, resource_types):
        rows = "".join(
            f"    ResourceType::declare({n}, {text(name)}),\n"
            for n, name in enumerate(resource_types, 1)
        )
        self.write(
            "types.rs",
            "The concrete resource types of FHIR R4, with the codes under which they are stored.",
            "use model::ResourceType;\n\n/// Sorted by name. A code never changes its meaning.\n"
            f"pub(crate) static RESOURCE_TYPES: [ResourceType; {len(resource_types)}] = [\n"
            f"{rows}];\n",
        )

    def write_names(self):
        self.write(
            "names.rs",
            "The names of all members and types, each once.",
            "/// Sorted; other tables give names by their place here.\n"
            f"pub(crate) static NAMES: [&str; {len(self.names)}] = [\n"
            f"{wrapped(map(text, self.names))}];\n",
        )

    def write_elements(self):
        size = -(-sum(len(shape.rows) for shape in self.shapes) // ELEMENT_FILES)
        files, count = [[]], 0
        for shape in self.shapes:
            if count >= size * len(files):
                files.append([])
            files[-1].append(shape)
            count += len(shape.rows)
        for number, part in enumerate(files, 1):
            purpose = f"The members of the shapes, part {number} of {len(files)}."
            body = "use crate::tables::Element as E;\n" + "".join(map(self.rows, part))
            self.write(f"elements/part_{number}.rs", purpose, body)
        modules = "".join(f"mod part_{n + 1};\n" for n in range(len(files)))
        uses = "".join(f"pub(crate) use part_{n + 1}::*;\n" for n in range(len(files)))
        self.write("elements.rs", "The members of every shape.", f"{modules}\n{uses}")

    def rows(self, shape):
        rows = [
            f"E({self.name_numbers[row.name]}, {self.kind(row.type)}, "
            f"{self.restriction(row)}, {row.slot}, {int(row.repeats) + 2 * int(row.is_summary)})"
            for row in shape.rows
        ]
        comment = textwrap.wrap(f"`{shape.path}`: {', '.join(r.name for r in shape.rows)}.", 96)
        lines = "".join(f"// {line}\n" for line in comment)
        name = constant(shape.path)
        return f"\n{lines}pub(crate) static {name}: [E; {len(rows)}] = [\n{wrapped(rows)}];\n"

    def write_shapes(self):
        rows = []
        for shape in self.shapes:
            name = self.name_numbers[shape.path.partition(".")[0]]
            slots = ", ".join(
                f"Slot({self.name_numbers[slot]}, {str(required).lower()})"
                for slot, required in shape.slots
            )
            rows.append(f"    Shape({name}, &elements::{constant(shape.path)}, &[{slots}]),\n")
        numbers = "".join(
            f"/// The number of the shape of `{path}`.\n"
            f"pub(crate) const {constant(path)}: u16 = {self.shape_numbers[path]};\n"
            for path in ("CodeableConcept", "Coding", "Extension", "Reference")
        )
        self.write(
            "shapes.rs",
            "Every kind of object: resource types in the order of their codes, types, backbones.",
            f"use crate::generated::elements;\nuse crate::tables::{{Shape, Slot}};\n\n{numbers}\n"
            "/// Other tables give shapes by their place here.\n"
            f"pub(crate) static SHAPES: [Shape; {len(rows)}] = [\n{''.join(rows)}];\n",
        )

    def write_bindings(self):
        rows = []
        for binding in self.bindings:
            systems = "".join(
                f"        System({text(system)}, &[\n"
                f"{wrapped(map(text, codes), ' ' * 12)}        ]),\n"
                for system, codes in binding
            )
            rows.append(f"    Binding(&[\n{systems}    ]),\n")
        self.write(
            "bindings.rs",
            "The codes that elements with a required binding allow.",
            "use crate::tables::{Binding, System};\n\n"
            "/// Elements give bindings by their place here, counted from 1. Codes are sorted.\n"
            f"pub(crate) static BINDINGS: [Binding; {len(rows)}] = [\n{''.join(rows)}];\n",
        )

    def write_targets(self):
        rows = []
        for names in self.targets:
            numbers = wrapped((str(self.shape_numbers[name] + 1) for name in names), " " * 8)
            rows.append(f"    // {', '.join(names)}\n    Targets(&[\n{numbers}    ]),\n")
        self.write(
            "targets.rs",
            "The types that references may point to.",
            "use crate::tables::Targets;\n\n"
            "/// Elements give these by their place here, counted from 1. Codes of types, sorted.\n"
            f"pub(crate) static TARGETS: [Targets; {len(rows)}] = [\n{''.join(rows)}];\n",
        )

    def write_paths(self, compartment):
        compartment = [
            f"    ({text(kind)}, &[{', '.join(map(path_row, paths))}]),\n"
            for kind, paths in compartment
        ]
        self.write(
            "paths.rs",
            "Where resources refer to patients.",
            "use crate::search::Path as P;\n\n"
            "/// Type and the paths that can make a resource part of a patient's compartment; sorted.\n"
            f"pub(crate) static PATIENT_COMPARTMENT: [(&str, &[P]); {len(compartment)}] = [\n"
            f"{''.join(compartment)}];\n",
        )

    def write_search(self, types):
        """Search parameters: the types in one file, the parameters in several."""
        types = list(types)
        targets = sorted({tuple(p.targets) for _, parameters in types for p in parameters})
        numbers = {names: number for number, names in enumerate(targets)}
        each = -(-len(types) // SEARCH_FILES)
        rows = [
            f"    ({text(kind)}, &part_{at // each + 1}::{constant(kind) or 'ANY'}),\n"
            for at, (kind, _) in enumerate(types)
        ]
        parts = range(1, SEARCH_FILES + 1)
        self.write(
            "search.rs",
            "The search parameters of every type.",
            "".join(f"mod part_{number};\n" for number in parts)
            + "\nuse crate::search::Parameter;\n"
            + "\n/// Type and its parameters, both sorted; first, under no name, those of every type.\n"
            f"pub(crate) static SEARCH_PARAMETERS: [(&str, &[Parameter]); {len(rows)}] = [\n"
            f"{''.join(rows)}];\n\n"
            "/// The types that a reference parameter can be about.\n"
            f"static TARGETS: [&[&str]; {len(targets)}] = [\n"
            + "".join(f"    &[{', '.join(map(text, names))}],\n" for names in targets)
            + "];\n",
        )
        for number in parts:
            body = "".join(
                f"pub(super) static {constant(kind) or 'ANY'}: [D; {len(parameters)}] = [\n"
                + "".join(f"    {parameter_row(p, numbers)},\n" for p in parameters)
                + "];\n"
                for kind, parameters in types[(number - 1) * each : number * each]
            )
            self.write(
                f"search/part_{number}.rs",
                "Search parameters.",
                "use std::borrow::Cow::Borrowed as B;\n\n"
                "use super::TARGETS as T;\n"
                "use crate::search::{Component as C, Form as F, Parameter as D, ParameterKind as K, Step as S, Way as W};\n\n"
                + body,
            )


def parameter_row(parameter, target_numbers):
    """One search parameter as Rust."""
    ways = ", ".join(map(way_row, parameter.ways))
    kind = parameter.kind.capitalize()
    components = ", ".join(
        f"C(K::{part.kind.capitalize()}, {str(part.from_resource).lower()}, B(&[{', '.join(map(way_row, part.ways))}]))"
        for part in parameter.components
    )
    targets = target_numbers[tuple(parameter.targets)]
    return f"D(B({text(parameter.code)}), K::{kind}, B(&[{ways}]), T[{targets}], &[{components}])"


def way_row(way):
    """One way as Rust."""
    steps = ", ".join(
        {
            "name": lambda name: f"S::Member(B({text(name)}))",
            "where": lambda name, value: f"S::Where({text(name)}, {text(value)})",
            "first": lambda: "S::First",
        }[kind](*values)
        for kind, *values in way.steps
    )
    form = "Present" if way.exists else FORMS.get(way.type, "Element")
    return f"W(B(&[{steps}]), F::{form}, {text(way.target)})"


def path_row(path):
    """One path as Rust."""
    steps = ", ".join(map(text, path.steps))
    return f"P::new(&[{steps}], {str(path.repeats).lower()})"
