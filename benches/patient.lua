-- Creates patients, each a person nobody knew.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/fhir+json"
wrk.headers["Authorization"] = "Bearer " .. (os.getenv("BENCH_TOKEN") or "")
wrk.body = [[{"resourceType":"Patient","active":true,"name":[{"family":"Family","given":["Given"]}],"birthDate":"1970-01-01"}]]
