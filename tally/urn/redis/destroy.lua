-- Deletes a meeting.
-- KEYS: all of its keys
-- Returns "ok".
redis.call('DEL', unpack(KEYS))
return 'ok'
