"""Takes the Patient compartment down to plain paths of elements."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from definitions import entries

@dataclass(frozen=True, order=True)
class ElementPath:
    """The names of the elements below a resource, and whether there can be several values."""

    steps: tuple
    repeats: bool


class SearchParameters:
    """The reference parameters of every type, as paths."""

    def __init__(self, folder, definitions):
        self.elements = {e.path: e for es in definitions.children.values() for e in es}
        self.by_type = {}
        for parameter in entries(folder, "search-parameters.json"):
            for base in parameter["base"]:
                self.by_type[base, parameter["code"]] = parameter

    def paths(self, base, code):
        """The paths of one parameter of one type, or None if it has no such parameter."""
        parameter = self.by_type.get((base, code))
        if parameter is None or parameter["type"] != "reference":
            return None
        parts = [part.strip() for part in parameter["expression"].split("|")]
        own = [part for part in parts if part.startswith(base + ".")]
        assert own, (base, code)
        return sorted({self.path(part) for part in own})

    def path(self, expression):
        """`Type.a.b.where(resolve() is Patient)` as a path."""
        expression, _, _ = expression.partition(".where(resolve() is ")
        assert re.fullmatch(r"[A-Za-z]+(\.[a-zA-Z]+)+", expression), expression
        steps = expression.split(".")
        walked = [self.elements[".".join(steps[: n + 1])] for n in range(1, len(steps))]
        assert walked[-1].types == ["Reference"], expression
        repeats = any(element.repeats for element in walked)
        return ElementPath(tuple(steps[1:]), repeats)

    def can_hold_patient(self, base, path):
        """Whether a reference at the path may point to a Patient at all."""
        element = self.elements[".".join((base, *path.steps))]
        return not element.targets or "Patient" in element.targets


def patient_compartment(folder, search):
    """(type, paths) of the types whose resources may belong to a patient."""
    text = (Path(folder) / "compartmentdefinition-patient.json").read_text(encoding="utf-8")
    for resource in sorted(json.loads(text)["resource"], key=lambda entry: entry["code"]):
        base = resource["code"]
        paths = {path for code in resource.get("param", []) for path in search.paths(base, code)}
        held = {path for path in paths if search.can_hold_patient(base, path)}
        if held:
            yield base, sorted(held)
