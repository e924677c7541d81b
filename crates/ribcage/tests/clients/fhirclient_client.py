"""What an application does with fhirclient (SMART on FHIR). Usage: fhirclient_client.py URL TOKEN CA"""

import sys

from fhirclient import client
from fhirclient.models import fhirdate, fhirreference, humanname, observation, patient
from fhirclient.models.codeableconcept import CodeableConcept
from fhirclient.models.coding import Coding
from fhirclient.server import FHIRNotFoundException

url, token, ca = sys.argv[1:]
smart = client.FHIRClient(settings={"app_id": "tests", "api_base": f"{url}/fhir/R4"})
smart.server.session.verify = ca
smart.server.session.headers["Authorization"] = f"Bearer {token}"
server = smart.server
assert server.capabilityStatement.fhirVersion == "4.0.1"

person = patient.Patient()
person.name = [humanname.HumanName({"family": "Fhirclient", "given": ["Ann"]})]
person.birthDate = fhirdate.FHIRDate("1980-02-29")
created = person.create(server)
person = patient.Patient.read(created["id"], server)
assert person.name[0].family == "Fhirclient" and person.birthDate.isostring == "1980-02-29"

concept = CodeableConcept()
concept.coding = [Coding({"system": "http://loinc.org", "code": "29463-7"})]
measured = []
for number in range(3):
    one = observation.Observation()
    one.status = "final"
    one.code = concept
    one.subject = fhirreference.FHIRReference({"reference": f"Patient/{person.id}"})
    measured.append(one.create(server)["id"])

search = observation.Observation.where(struct={"patient": person.id, "code": "29463-7", "_count": "2"})
assert {one.id for one in search.perform_resources(server)} == set(measured)
assert search.perform(server).entry is not None
assert patient.Patient.where(struct={"name": {"$exact": "Fhirclient"}}).perform_resources(server)[0].id == person.id
chained = observation.Observation.where(struct={"patient.family": "Fhirclient"})
assert len(chained.perform_resources(server)) == 3

person.gender = "female"
person.update(server)
assert patient.Patient.read(person.id, server).meta.versionId == "2"
for one in measured:
    observation.Observation.read(one, server).delete()
person.delete()
try:
    patient.Patient.read(person.id, server)
    raise AssertionError("what is deleted is gone")
except Exception as error:  # The library has no exception of its own for 410.
    assert "410" in repr(error) or isinstance(error, FHIRNotFoundException), repr(error)
print("fhirclient did everything")
