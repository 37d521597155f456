-- load.lua: what wrk asks for.
--
--	wrk … -s load.lua http://… -- KIND COUNT [?QUERY]
--
-- KIND read: a statement of `big`, of COUNT.  KIND put: a new highlight with one tag in
-- one of COUNT projects.  QUERY is added to each path.  The last line that is printed:
-- requests, microseconds, p50, p99 (microseconds), failures.

local random = math.random
local headers = { ["Content-Type"] = "application/json" }
local number = 0

local function uuid()
	return string.format("%08x-%04x-4%03x-8%03x-%06x%06x", random(0, 0xffffffff),
		random(0, 0xffff), random(0, 0xfff), random(0, 0xfff),
		random(0, 0xffffff), random(0, 0xffffff))
end

local kinds = {
	read = function()
		local path = "/api/projects/big/statements/" .. random(count)
		return wrk.format("GET", path .. query)
	end,
	put = function()
		local project = "/api/projects/" .. random(count)
		local path = project .. "/highlights/" .. uuid()
		local start = random(0, 3000)
		local body = '{"statement":1,"start":' .. start .. ',"end":' ..
			start + 120 .. ',"taggings":[{"tag":"tag-3"}]}'
		return wrk.format("PUT", path .. query, headers, body)
	end,
}

function setup(thread)
	number = number + 1
	thread:set("number", number)
end

function init(args)
	local file = io.open("/dev/urandom", "rb")
	local a, b, c = file:read(3):byte(1, 3)
	file:close()
	math.randomseed(number + 16 * (a + 256 * b + 65536 * c))
	for name, value in pairs(wrk.headers) do
		headers[name] = value
	end
	request = kinds[args[1]]
	count = tonumber(args[2])
	query = args[3] or ""
end

function done(summary, latency)
	local e = summary.errors
	print(string.format("%d %d %d %d %d", summary.requests, summary.duration,
		latency:percentile(50), latency:percentile(99),
		e.connect + e.read + e.write + e.status + e.timeout))
end
