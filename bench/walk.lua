-- SPDX-License-Identifier: MPL-2.0
-- One wrk script for every request of run.sh, told by the environment: WALK_PATH and WALK_BODY (none: a GET), where @N@ is a number that walks
-- through 1..WALK_ROWS and @SEQ@ one that is new each time, and WALK_HEADERS, a line each. Prints "RESULT PER-SECOND GOOD BAD P50-US P99-US".
local path, body = os.getenv("WALK_PATH"), os.getenv("WALK_BODY")
local rows = tonumber(os.getenv("WALK_ROWS"))
local method = body and body ~= "" and "POST" or "GET"
local threads, number = {}, 0

function setup(thread) table.insert(threads, thread) end

function init()
    good, bad = 0, 0
    for name, value in os.getenv("WALK_HEADERS"):gmatch("([^:\n]+): ([^\n]+)") do
        wrk.headers[name] = value
    end
end

-- 7919 is prime and shares no factor with the sizes, so that every row has its turn.
function request()
    number = number + 1
    local at = path:gsub("@N@", tostring(1 + number * 7919 % rows))
    return wrk.format(method, at, wrk.headers, method == "POST" and body:gsub("@SEQ@", tostring(number)) or nil)
end

function response(status)
    if status >= 200 and status < 400 then good = good + 1 else bad = bad + 1 end
end

function done(summary, latency)
    local all_good, all_bad = 0, 0
    for _, thread in ipairs(threads) do
        all_good, all_bad = all_good + thread:get("good"), all_bad + thread:get("bad")
    end
    print(string.format("RESULT %.1f %d %d %d %d", all_good / (summary.duration / 1e6), all_good,
        all_bad + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
        latency:percentile(50), latency:percentile(99)))
end
