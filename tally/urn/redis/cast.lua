-- Puts ballots into the box, spends their credentials, moves the sub-total.
-- KEYS: meeting box credentials subtotals
-- ARGV: writer, prevSeq, sealed sub-total,
--       then credential id, tracker id, sealed ballot of each entry
-- Returns {"ok"}, {"unknown"} (no such meeting), {"shut"}, {"behind"}, or
-- {"refused", entry, why, entry, why, ...}, entries counted from 0 and why one
-- of "credential", "already", "spent".
-- All checks come before the first write, since Redis undoes nothing.
if redis.call('EXISTS', KEYS[1]) == 0 then
	return {'unknown'}
end

local refused = {'refused'}
local function refuse(i, why)
	refused[#refused + 1] = (i - 4) / 3
	refused[#refused + 1] = why
end
local seen = {}
for i = 4, #ARGV, 3 do
	local id, tracker = ARGV[i], ARGV[i + 1]
	local by = redis.call('HGET', KEYS[3], id)
	if not by then
		refuse(i, 'credential')
	elseif by == tracker then
		-- Written again as it is: Redis promises that WAIT waits for the last
		-- write of its connection, which is thereby one after the ballot's own.
		redis.call('HSET', KEYS[3], id, by)
		refuse(i, 'already')
	elseif by ~= '' or seen[id] then
		refuse(i, 'spent')
	end
	seen[id] = true
end
if #refused > 1 then
	return refused
end

if redis.call('HGET', KEYS[1], 'intake') ~= 'open' then
	return {'shut'}
end
local subtotal = redis.call('HGET', KEYS[4], ARGV[1])
local seq = 0
if subtotal then
	seq = tonumber(string.match(subtotal, '^%d+'))
end
if seq ~= tonumber(ARGV[2]) then
	return {'behind'}
end

local n = redis.call('XLEN', KEYS[2])
for i = 4, #ARGV, 3 do
	n, seq = n + 1, seq + 1
	redis.call('XADD', KEYS[2], n .. '-0', 'b', ARGV[i + 2])
	redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
end
redis.call('HSET', KEYS[4], ARGV[1], seq .. ' ' .. ARGV[3])
return {'ok'}
