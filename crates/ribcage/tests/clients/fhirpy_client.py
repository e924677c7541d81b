"""What an application does with fhirpy. Usage: fhirpy_client.py URL TOKEN CA"""

import json
import sys

from fhir.resources.R4B import get_fhir_model_class
from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import MultipleResourcesFound, OperationOutcome, ResourceNotFound

url, token, ca = sys.argv[1:]
client = SyncFHIRClient(f"{url}/fhir/R4", authorization=f"Bearer {token}", requests_config={"verify": ca})

people = []
for number in range(5):
    patient = client.resource(
        "Patient",
        name=[{"family": f"Fhirpy{number}", "given": ["Ann"]}],
        identifier=[{"system": "urn:fhirpy", "value": str(number)}],
        birthDate=f"198{number}-01-01",
    )
    patient.save()
    assert patient.id and patient["meta"]["versionId"] == "1", patient.serialize()
    people.append(patient)

observation = client.resource(
    "Observation",
    status="final",
    code={"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
    subject=people[0].to_reference(),
    valueQuantity={"value": 71.5, "unit": "kg"},
)
observation.save()
assert observation["subject"].to_resource().id == people[0].id

found = client.resources("Patient").search(name="fhirpy").sort("-birthdate").limit(2)
assert [one["birthDate"] for one in found.fetch_all()] == [f"198{n}-01-01" for n in (4, 3, 2, 1, 0)]
assert found.count() == 5
assert len(client.resources("Patient").search(birthdate__ge="1982", birthdate__lt="1984").fetch_all()) == 2
assert client.resources("Patient").search(identifier="urn:fhirpy|3").get().id == people[3].id
chained = client.resources("Observation").search(patient__Patient__family="Fhirpy0")
assert [one.id for one in chained.fetch_all()] == [observation.id]
having = client.resources("Patient").has("Observation", "patient", code="29463-7").search(family="Fhirpy0")
assert [one.id for one in having.fetch_all()] == [people[0].id]
bundle = client.resources("Observation").search(_id=observation.id).include("Observation", "patient").fetch_raw()
assert {entry["resource"]["resourceType"] for entry in bundle["entry"]} == {"Observation", "Patient"}
assert client.resources("Patient").search(name="nobody").first() is None

patient = people[1]
patient["active"] = True
patient.save()
assert patient["meta"]["versionId"] == "2"
# `get_or_create` sends its search with the POST itself, which R4 does not define; `If-None-Exist` does it.
new = client.resource("Patient", identifier=[{"system": "urn:fhirpy", "value": "9"}])
new.save()
assert client.resource("Patient", name=[{"family": "Maple"}]).is_valid()
try:
    client.resource("Patient", gender="banana").is_valid(raise_exception=True)
    raise AssertionError("what is wrong is found")
except OperationOutcome:
    pass
try:
    client.resource("Patient", gender="banana").save()
    raise AssertionError("what is wrong is refused")
except OperationOutcome:
    pass

client.resources("Patient").search(name="fhirpy").fetch()
new.delete()
try:
    client.reference("Patient", new.id).to_resource()
    raise AssertionError("what is deleted is gone")
except ResourceNotFound:
    pass
try:
    client.resources("Patient").search(name="fhirpy").get()
    raise AssertionError("several are not one")
except MultipleResourcesFound:
    pass
everything = client.execute(f"Patient/{people[0].id}/$everything", method="get")
assert len(everything["entry"]) == 2

# What is served is what fhir.resources takes for FHIR.
for kind in ("Patient", "Observation"):
    bundle = json.loads(json.dumps(client.execute(kind, method="get")))
    get_fhir_model_class("Bundle").model_validate(bundle)
    assert bundle["entry"]
print("fhirpy did everything")
