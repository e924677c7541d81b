-- Creates 1 KB observations spread over the patients bench-0 to bench-9999.
local people = tonumber(os.getenv("BENCH_PATIENTS") or "10000")
local template = [[{"resourceType":"Observation","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs","display":"Vital Signs"}],"text":"Vital Signs"}],"code":{"coding":[{"system":"http://loinc.org","code":"85354-9","display":"Blood pressure panel with all children optional"}],"text":"Blood pressure"},"subject":{"reference":"Patient/bench-%d"},"effectiveDateTime":"2026-03-12T09:30:00Z","component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6","display":"Systolic blood pressure"}]},"valueQuantity":{"value":%d,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},{"code":{"coding":[{"system":"http://loinc.org","code":"8462-4","display":"Diastolic blood pressure"}]},"valueQuantity":{"value":%d.5,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]}]]

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/fhir+json"
wrk.headers["Authorization"] = "Bearer " .. (os.getenv("BENCH_TOKEN") or "")

function init()
  math.randomseed(os.time())
end

function request()
  local body = string.format(template, math.random(0, people - 1), math.random(90, 180), math.random(50, 110))
  return wrk.format(nil, nil, nil, body)
end

