-- Adds events to the control journal and applies a change.
-- KEYS: meeting control credentials
-- ARGV: after, intake ("open", "shut" or "" to keep it), bell,
--       number of events, the events, then the credential ids
-- Returns "ok", "unknown" (no such meeting) or "behind".
-- All checks come before the first write, since Redis undoes nothing.
if redis.call('EXISTS', KEYS[1]) == 0 then
	return 'unknown'
end
local n = redis.call('XLEN', KEYS[2])
if n ~= tonumber(ARGV[1]) then
	return 'behind'
end

local last = 4 + tonumber(ARGV[4])
for i = 5, last do
	n = n + 1
	redis.call('XADD', KEYS[2], n .. '-0', 'e', ARGV[i])
end
for i = last + 1, #ARGV do
	redis.call('HSETNX', KEYS[3], ARGV[i], '')
end
if ARGV[2] ~= '' then
	redis.call('HSET', KEYS[1], 'intake', ARGV[2])
end
redis.call('PUBLISH', ARGV[3], '')
return 'ok'
