-- Makes a meeting with its box shut.
-- KEYS: meeting    ARGV: identity
-- Returns "ok" or "exists".
if redis.call('EXISTS', KEYS[1]) == 1 then
	return 'exists'
end
redis.call('HSET', KEYS[1], 'identity', ARGV[1], 'intake', 'shut')
return 'ok'
