-- One meeting. No table carries a time, and none can be joined with another:
-- a credential remembers the keyed id of its ballot, the box does not.
CREATE TABLE meeting (
	only     INTEGER PRIMARY KEY CHECK (only = 1),
	identity BLOB NOT NULL,            -- sealed to the deployment's key
	open     INTEGER NOT NULL          -- 1 while ballots are taken
);
CREATE TABLE control (
	n     INTEGER PRIMARY KEY,         -- 1, 2, 3, ...
	event BLOB NOT NULL
);
CREATE TABLE box (
	n      INTEGER PRIMARY KEY,        -- 1, 2, 3, ...
	ballot BLOB NOT NULL               -- sealed to the meeting
);
CREATE TABLE credential (
	id      BLOB PRIMARY KEY,          -- keyed id
	tracker BLOB                       -- keyed id of its ballot, NULL until it is spent
) WITHOUT ROWID;
CREATE TABLE subtotal (
	writer TEXT PRIMARY KEY,
	seq    INTEGER NOT NULL,
	sealed BLOB NOT NULL               -- sealed to the meeting
) WITHOUT ROWID;
