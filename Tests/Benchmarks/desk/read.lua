-- What wrk sends: documents in turn, each as another of the users. DESK_DOCUMENTS and DESK_TOKENS are files with a line for each;
-- DESK_PAUSE is how many milliseconds a user looks at one, nothing to read on without a pause.
local function lines(variable)
   local list = {}
   for line in io.lines(os.getenv(variable)) do list[#list + 1] = line end
   return list
end

local documents, tokens = lines("DESK_DOCUMENTS"), lines("DESK_TOKENS")
local count, pause = 0, tonumber(os.getenv("DESK_PAUSE"))

function request()
   count = count + 1
   local headers = { Authorization = "Bearer " .. tokens[count % #tokens + 1] }
   return wrk.format("GET", documents[count * 37 % #documents + 1], headers)
end

if pause > 0 then
   function delay() return math.random(0, 2 * pause) end
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format('{"requests":%d,"failed":%d,"median":%.3f,"p99":%.3f}\n', summary.requests,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(50) / 1000,
      latency:percentile(99) / 1000))
end
