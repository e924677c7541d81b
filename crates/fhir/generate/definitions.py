"""Reads the official definitions of FHIR R4 and gives their elements, undoing what the package altered."""

import json
import re
from pathlib import Path

# The package alters profiles-resources.json and profiles-types.json: it adds elements of later
# releases and of its own. dataelements.json is as HL7 published it and defines every element
# once, except backbone elements, and except those whose path is too long for an id.
DATA_ELEMENT_PATH_MAX = 61  # a resource id has 64 characters, three of which are "de-"

# What dataelements.json cannot tell, since it has no backbone elements.
CARDINALITIES = {
    # The package weakened it to 0..*; R4 has 1..*.
    "EvidenceVariable.characteristic": (1, "*"),
}

# What the package added and the length of the path hides from the rule.
FOREIGN_ELEMENTS = {
    "EvidenceVariable.characteristic.definitionByCombination",
    "EvidenceVariable.characteristic.definitionByTypeAndValue",
}

# Types of a later release that the package added.
FOREIGN_TYPES = {"SubscriptionStatus"}


def entries(folder, name):
    """The resources of one bundle of definitions."""
    bundle = json.loads((Path(folder) / name).read_text(encoding="utf-8"))
    return [entry["resource"] for entry in bundle["entry"]]


class Element:
    """One element of a definition, reduced to what validation needs."""

    def __init__(self, raw):
        self.path = raw["path"]
        self.minimum = raw["min"]
        self.repeats = raw["max"] not in ("0", "1")
        self.absent = raw["max"] == "0"
        self.is_summary = raw.get("isSummary", False)
        self.types = [type_of(entry, self.path) for entry in raw.get("type", [])]
        self.reference = raw.get("contentReference", "").lstrip("#")
        self.targets = targets_of(raw.get("type", []))
        binding = raw.get("binding", {})
        required = binding.get("strength") == "required"
        self.value_set = binding["valueSet"].split("|")[0] if required else None
        if self.path in CARDINALITIES:
            self.minimum, maximum = CARDINALITIES[self.path]
            self.repeats = maximum == "*"

    @property
    def parent(self):
        return self.path.rpartition(".")[0]

    @property
    def name(self):
        return self.path.rpartition(".")[2]

    @property
    def is_backbone(self):
        return bool(self.reference) or self.types in (["BackboneElement"], ["Element"])


def targets_of(types):
    """The names of the types that a reference may point to; empty if it may point to any."""
    profiles = [
        profile
        for entry in types
        if entry["code"] == "Reference"
        for profile in entry.get("targetProfile", [])
    ]
    names = {profile.rpartition("/")[2] for profile in profiles}
    return set() if "Resource" in names else names


def type_of(entry, path):
    """The name of a type: system types by the FHIR type they stand for."""
    code = entry["code"]
    if entry.get("profile") == ["http://hl7.org/fhir/StructureDefinition/SimpleQuantity"]:
        return "SimpleQuantity"
    if not code.startswith("http://hl7.org/fhirpath/"):
        return code
    if path.endswith(".url"):
        return "ExtensionUrl"
    # R4 declares the id of a resource a string; the text and the schema say `id`.
    return "id" if path.count(".") == 1 and path[0].isupper() else "ElementId"


class Definitions:
    """All complex types and resource types, each with its elements by parent path."""

    def __init__(self, folder):
        structures = entries(folder, "profiles-types.json")
        structures += entries(folder, "profiles-resources.json")
        structures = [
            entry
            for entry in structures
            if entry["resourceType"] == "StructureDefinition"
            and entry["name"] not in FOREIGN_TYPES
            and entry["kind"] in ("complex-type", "resource")
        ]
        published = {}
        for entry in entries(folder, "dataelements.json"):
            for raw in entry["snapshot"]["element"]:
                published.setdefault(raw["path"], raw)
        concrete = [entry for entry in structures if not entry["abstract"]]
        self.resource_types = sorted(e["name"] for e in concrete if e["kind"] == "resource")
        self.data_types = sorted(e["name"] for e in concrete if e["kind"] == "complex-type")
        self.children = {}
        for structure in concrete:
            self.take(structure, published)
        self.mend_ids()

    def take(self, structure, published):
        """Takes the elements of one type, as HL7 published them."""
        name = structure["name"]
        # Age, SimpleQuantity and the like only narrow Quantity; nothing is published for them.
        is_quantity = structure["baseDefinition"].endswith("/Quantity")
        raws = {}
        for raw in structure["snapshot"]["element"][1:]:
            path = name + "." + raw["path"].partition(".")[2]
            raws[path] = dict(raw, path=path)
        if not is_quantity:
            for path, raw in published.items():
                if path.startswith(name + "."):
                    raws[path] = raw
        elements = {path: Element(raw) for path, raw in raws.items()}
        if not is_quantity:
            elements = dict(official(elements, published))
        for element in elements.values():
            if not element.absent:
                self.children.setdefault(element.parent, []).append(element)

    def mend_ids(self):
        """Only the id of a resource is an `id`; that of an element is any text without spaces."""
        for name in self.data_types:
            for element in self.children[name]:
                if element.types == ["id"] and element.name == "id":
                    element.types = ["ElementId"]


def official(elements, published):
    """The elements that HL7 published, without those the package added."""
    added = FOREIGN_ELEMENTS.intersection(elements)
    for path, element in elements.items():
        known = path in published or len(path) > DATA_ELEMENT_PATH_MAX
        inherited = element.name in ("id", "extension", "modifierExtension")
        if not known and not inherited and not element.is_backbone:
            added.add(path)
    for path, element in elements.items():
        within = [other for other in elements if other.startswith(path + ".")]
        own = [o for o in within if not re.search(r"\.(id|extension|modifierExtension)$", o)]
        if element.is_backbone and not element.reference and own and added.issuperset(own):
            added.add(path)
    for path, element in elements.items():
        if not any(path == gone or path.startswith(gone + ".") for gone in added):
            yield path, element
