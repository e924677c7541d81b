"""Expands the value sets of required bindings, as far as the definitions list their codes."""

from definitions import entries


class Terminology:
    """The code systems and value sets of HL7: FHIR's own, v3 and v2."""

    def __init__(self, folder):
        self.resources = {}
        for name in ("valuesets.json", "v3-codesystems.json", "v2-tables.json"):
            for resource in entries(folder, name):
                self.resources[resource["url"]] = resource

    def expand(self, url):
        """A value set as sorted (system, sorted codes), or None if its codes cannot be listed."""
        value_set = self.resources.get(url)
        if value_set is None or value_set["resourceType"] != "ValueSet":
            return None
        compose = value_set["compose"]
        if "exclude" in compose:
            raise NotImplementedError(f"{url} excludes codes")
        systems = {}
        for include in compose["include"]:
            codes = self.included(include)
            if codes is None:
                return None
            systems.setdefault(include["system"], set()).update(codes)
        return tuple((system, tuple(sorted(codes))) for system, codes in sorted(systems.items()))

    def included(self, include):
        """The codes one part of a value set names."""
        if "filter" in include or "valueSet" in include:
            raise NotImplementedError(f"a filter on {include}")
        if "concept" in include:
            return {concept["code"] for concept in include["concept"]}
        system = self.resources.get(include["system"])
        if system is None or system["content"] != "complete":
            return None
        return set(all_codes(system["concept"]))


def all_codes(concepts):
    """The codes of concepts and of those below them."""
    for concept in concepts:
        yield concept["code"]
        yield from all_codes(concept.get("concept", []))
