"""Takes the search parameters of every type down to ways through its elements."""

import re
from dataclasses import dataclass, field

from definitions import entries

# What R4 defines of every type without saying where it looks: `_text` and `_content` look
# everywhere, and `_query` names an operation that no server has to have.
WITHOUT_EXPRESSION = {"_text", "_content", "_query"}
# Types whose elements stand for what is written about the base type.
ANY = ("Resource", "DomainResource")
# What the package added is of a later release.
RELEASE = "4.0.1"

ROOT = "%resource."
# What is looked at, by the type of an element.
FORMS = {
    "Address": "Address",
    "Age": "Quantity",
    "CodeableConcept": "CodeableConcept",
    "Coding": "Coding",
    "ContactPoint": "ContactPoint",
    "Duration": "Quantity",
    "HumanName": "HumanName",
    "Identifier": "Identifier",
    "Location.position": "Position",
    "Money": "Money",
    "Period": "Period",
    "Quantity": "Quantity",
    "Range": "Range",
    "Reference": "Reference",
    "Resource": "Resource",
    "SampledData": "SampledData",
    "SimpleQuantity": "Quantity",
    "Timing": "Timing",
    "boolean": "Boolean",
    "canonical": "Canonical",
    "code": "Code",
    "date": "Date",
    "dateTime": "Date",
    "decimal": "Number",
    "id": "Code",
    "instant": "Date",
    "integer": "Number",
    "markdown": "String",
    "string": "String",
    "uri": "Uri",
    "url": "Uri",
}
# Choices of an element that a search of a kind cannot be about: an onset told as an age is no date.
BESIDE = {
    ("date", "Age"),
    ("date", "Range"),
    ("date", "string"),
    ("reference", "Attachment"),
    ("token", "Quantity"),
    ("token", "Range"),
    ("token", "Reference"),
}
# R4 gives the two parts of this one each the expression of the other.
CROSSED = {("DocumentReference", "relationship")}

NAME = re.compile(r"[a-zA-Z]+(?:\[0\]|\.where\([a-z]+='[a-z-]+'\)|\.as\([A-Za-z]+\))?")


@dataclass(frozen=True, order=True)
class Way:
    """Steps from a resource, or from an element, down to values of one type."""

    steps: tuple
    type: str
    target: str = ""
    # Whether what counts is only that there is a value, and that it is not `false`.
    exists: bool = False


@dataclass(order=True)
class Parameter:
    """One parameter of one type."""

    code: str
    kind: str
    ways: list
    targets: list = field(default_factory=list)
    components: list = field(default_factory=list)


@dataclass(frozen=True)
class Component:
    """A part of a composite parameter; from the resource itself, or from where the composite looks."""

    kind: str
    from_resource: bool
    ways: list


class Compiler:
    """Knows the elements of every type."""

    def __init__(self, definitions):
        self.children = {path: {e.name: e for e in elements} for path, elements in definitions.children.items()}

    def compile(self, start, expression):
        """The ways of one expression, from a type or a path of elements; fails on what it does not know."""
        text = expression.strip()
        while text.startswith("(") and closes(text) == len(text) - 1:
            text = text[1:-1].strip()
        parts = split(text, "|")
        if len(parts) > 1:
            return [way for part in parts for way in self.compile(start, part)]
        found = re.fullmatch(r"(\S+)\.exists\(\) and (?:[A-Z][A-Za-z]*\.)?(\S+) != false", text)
        if found:
            assert found[1] == found[2], expression
            return [Way(w.steps, w.type, "", True) for w in self.compile(start, found[1])]
        text = re.sub(r"\(?([a-zA-Z.]+) as ([A-Za-z]+)\)?", r"\1.as(\2)", text)
        found = re.fullmatch(r"(.+)\.where\(resolve\(\) is ([A-Za-z]+)\)", text)
        text, target = found.groups() if found else (text, "")
        names = NAME.findall(text)
        assert ".".join(names) == text, expression
        return sorted(Way(steps, kind, target) for steps, kind in self.walk(start, (), names))

    def walk(self, at, steps, names):
        """(steps, type) of everything that names lead to."""
        if not names:
            yield steps, at
            return
        text, rest = names[0], names[1:]
        name = re.match(r"[a-zA-Z]+", text)[0]
        cast = re.search(r"\.as\((.*)\)", text)
        condition = re.search(r"\.where\((.*)='(.*)'\)", text)
        element = self.children[at].get(name) or self.children[at].get(name + "[x]")
        assert element, (at, name)
        for kind in element.types or [None]:
            if cast and kind != cast[1]:
                continue
            is_choice = element.name.endswith("[x]")
            step = [("name", name + kind[0].upper() + kind[1:] if is_choice else name)]
            if condition:
                step.append(("where", *condition.groups()))
            if text.endswith("[0]"):
                step.append(("first",))
            below = element.reference or (element.path if element.is_backbone else kind)
            yield from self.walk(below, (*steps, *step), rest)


def closes(text):
    """Where the bracket closes that the text begins with."""
    depth = 0
    for at, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return at
    raise AssertionError(text)


def split(text, separator):
    """Parts outside of brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def search_parameters(folder, definitions):
    """(type, parameters) of every type, both sorted; first, under no name, those that all types have."""
    compiler = Compiler(definitions)
    published = entries(folder, "search-parameters.json")
    by_url = {parameter["url"]: parameter for parameter in published}
    common = [p for p in published if set(ANY) & set(p["base"]) and p["code"] not in WITHOUT_EXPRESSION]
    # What stands in `Resource` stands in every type; any of them will do to find it.
    yield "", sorted((compile_parameter(compiler, "Patient", p, by_url) for p in common), key=lambda p: p.code)
    for base in definitions.resource_types:
        parameters = [
            compile_parameter(compiler, base, parameter, by_url)
            for parameter in published
            if parameter["version"] == RELEASE
            and parameter["code"] not in WITHOUT_EXPRESSION
            and base in parameter["base"]
        ]
        codes = [parameter.code for parameter in parameters]
        assert len(set(codes)) == len(codes), (base, codes)
        yield base, sorted(parameters, key=lambda parameter: parameter.code)


def compile_parameter(compiler, base, parameter, by_url):
    own = []
    for part in split(parameter["expression"], "|"):
        name = re.match(r"\(*([A-Za-z]+)", part)[1]
        if name in (base, *ANY):
            own.append(re.sub(rf"^(\(*){name}\b\.?", r"\1", part))
        elif name[0].islower():
            own.append(part)
    assert own, (base, parameter["code"])
    targets = sorted(set(parameter.get("target", [])))
    if parameter["type"] != "composite":
        ways = {way for part in own for way in compiler.compile(base, part)}
        return Parameter(parameter["code"], parameter["type"], fitting(parameter["type"], ways), targets)
    ways = [way for where in own for way in (compiler.compile(base, where) if where else [Way((), base)])]
    components = []
    parts = parameter["component"]
    expressions = [part["expression"] for part in parts]
    if (base, parameter["code"]) in CROSSED:
        expressions.reverse()
    for component, expression in zip(parts, expressions):
        kind = by_url[component["definition"]]["type"]
        from_resource = expression.startswith(ROOT)
        starts = [base] if from_resource else [way.type for way in ways]
        compiled = same(compiler.compile(start, expression.removeprefix(ROOT)) for start in starts)
        components.append(Component(kind, from_resource, fitting(kind, compiled)))
    return Parameter(parameter["code"], "composite", ways, [], components)


def fitting(kind, ways):
    """The ways to what a search of this kind can be about."""
    kept = sorted(way for way in ways if (kind, way.type) not in BESIDE)
    assert kept and all(way.type in FORMS for way in kept), (kind, ways)
    return kept


def same(values):
    """What all of them are."""
    first, *others = values
    assert all(other == first for other in others), (first, others)
    return first
