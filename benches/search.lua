-- Searches, of the kind that BENCH_SEARCH names, at random.
local people = tonumber(os.getenv("BENCH_PATIENTS") or "10000")
local kind = os.getenv("BENCH_SEARCH")
local syllables = { "ar", "be", "co", "da", "el", "fi", "go", "ha", "il", "ju", "ka", "lo", "mi", "no", "or", "pe", "ro", "sa", "ti", "vu" }

wrk.headers["Authorization"] = "Bearer " .. (os.getenv("BENCH_TOKEN") or "")

local function syllable()
  return syllables[math.random(1, #syllables)]
end

local searches = {
  ["patient and code"] = function()
    return "Observation?patient=bench-" .. math.random(0, people - 1) .. "&code=http://loinc.org|85354-" .. math.random(0, 49) .. "&_count=20"
  end,
  ["patient, newest 20"] = function()
    return "Observation?patient=bench-" .. math.random(0, people - 1) .. "&_sort=-date&_count=20"
  end,
  ["name prefix"] = function()
    return "Patient?name=" .. syllable() .. syllable() .. "&_count=20"
  end,
  ["code and date range"] = function()
    local year = math.random(2015, 2024)
    return "Observation?code=85354-" .. math.random(0, 49) .. "&date=ge" .. year .. "-03&date=lt" .. year .. "-06&_count=20"
  end,
  ["date range, sorted by date"] = function()
    local year = math.random(2015, 2024)
    return "Observation?date=ge" .. year .. "-03&date=lt" .. year .. "-06&_sort=date&_count=20"
  end,
  ["names, sorted by birthdate"] = function()
    return "Patient?name=" .. syllable() .. "&_sort=birthdate&_count=20"
  end,
}

function init()
  math.randomseed(os.time())
end

function request()
  return wrk.format("GET", "/fhir/R4/" .. searches[kind]())
end
