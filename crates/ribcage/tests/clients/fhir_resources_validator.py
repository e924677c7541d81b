"""What fhir.resources says of resources. Usage: fhir_resources_validator.py FILE, a resource a line."""

import json
import sys

from fhir.resources.R4B import get_fhir_model_class

count = 0
for line in open(sys.argv[1], encoding="utf-8"):
    resource = json.loads(line)
    count += 1
    name = f"{resource['resourceType']}/{resource.get('id')}"
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except Exception as error:
        print(f"wrong: {name}: {' '.join(str(error).split())[:300]}")
print(f"looked at {count}")
