-- Reads the observations bench-0 to bench-N at random.
local records = tonumber(os.getenv("BENCH_OBSERVATIONS") or "10000")

wrk.headers["Authorization"] = "Bearer " .. (os.getenv("BENCH_TOKEN") or "")

function init()
  math.randomseed(os.time())
end

function request()
  return wrk.format("GET", "/fhir/R4/Observation/bench-" .. math.random(0, records - 1))
end
