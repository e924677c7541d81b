#!/usr/bin/env python3
"""Makes the tables of the crate from the official definitions. Usage: generate.py DEFINITIONS_FOLDER"""

import sys
from pathlib import Path

from definitions import Definitions
from paths import SearchParameters, patient_compartment
from rust import Writer
from search import search_parameters
from shapes import make_shapes
from terminology import Terminology


def main(folder):
    definitions = Definitions(folder)
    shapes = make_shapes(definitions)
    terminology = Terminology(folder)
    value_sets = {row.value_set for shape in shapes for row in shape.rows if row.value_set}
    expansions = {url: terminology.expand(url) for url in value_sets}
    search = SearchParameters(folder, definitions)

    writer = Writer(Path(__file__).parent.parent / "src" / "generated", shapes, expansions)
    writer.write_types(definitions.resource_types)
    writer.write_names()
    writer.write_elements()
    writer.write_shapes()
    writer.write_bindings()
    writer.write_targets()
    writer.write_paths(patient_compartment(folder, search))
    writer.write_search(search_parameters(folder, definitions))

    print("not enforced, since their codes are not listed in the definitions:")
    for url in sorted(url for url in value_sets if not expansions[url]):
        print(" ", url)


if __name__ == "__main__":
    main(sys.argv[1])
