-- History. Rows are only ever added: the triggers that schema.go makes refuse UPDATE and DELETE on these tables. What holds
-- is the row with the highest seq of its key; at and by say when it was recorded, and by whom.
CREATE TABLE organisation (
	seq     INTEGER PRIMARY KEY,
	at      TEXT NOT NULL,
	by      TEXT NOT NULL,
	id      TEXT NOT NULL,
	year    INTEGER NOT NULL,
	name    TEXT NOT NULL,
	type    TEXT NOT NULL,
	parent  TEXT NOT NULL,
	profile TEXT NOT NULL,
	grp     TEXT NOT NULL,
	ord     INTEGER NOT NULL,
	closed  INTEGER NOT NULL
);
CREATE INDEX organisation_key ON organisation (id, year);
CREATE TABLE member (
	seq      INTEGER PRIMARY KEY,
	at       TEXT NOT NULL,
	by       TEXT NOT NULL,
	id       TEXT NOT NULL,
	year     INTEGER NOT NULL,
	name     TEXT NOT NULL,
	position TEXT NOT NULL,
	org      TEXT NOT NULL,
	grp      TEXT NOT NULL,
	admitted TEXT NOT NULL,
	official TEXT NOT NULL,
	born     TEXT NOT NULL
);
CREATE INDEX member_key ON member (id, year);
CREATE TABLE status (
	seq    INTEGER PRIMARY KEY,
	at     TEXT NOT NULL,
	by     TEXT NOT NULL,
	member TEXT NOT NULL,
	status TEXT NOT NULL,
	since  TEXT NOT NULL,
	until  TEXT NOT NULL              -- the last day, '' while it lasts
);
CREATE INDEX status_key ON status (member);
CREATE TABLE seats (
	seq   INTEGER PRIMARY KEY,
	at    TEXT NOT NULL,
	by    TEXT NOT NULL,
	org   TEXT NOT NULL,
	year  INTEGER NOT NULL,
	body  TEXT NOT NULL,
	seats TEXT NOT NULL               -- JSON
);
CREATE INDEX seats_key ON seats (org, year, body);
CREATE TABLE cycle (
	seq          INTEGER PRIMARY KEY,
	at           TEXT NOT NULL,
	by           TEXT NOT NULL,
	org          TEXT NOT NULL,
	year         INTEGER NOT NULL,
	profile      TEXT NOT NULL,
	profile_hash TEXT NOT NULL,
	profile_file TEXT NOT NULL
);
CREATE INDEX cycle_key ON cycle (org, year);
CREATE TABLE file (
	seq  INTEGER PRIMARY KEY,
	at   TEXT NOT NULL,
	by   TEXT NOT NULL,
	org  TEXT NOT NULL,               -- '' for everybody's
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	data BLOB NOT NULL                -- empty: taken away
);
CREATE INDEX file_key ON file (org, kind, name);
CREATE TABLE entry (
	seq     INTEGER PRIMARY KEY,
	at      TEXT NOT NULL,
	by      TEXT NOT NULL,
	year    INTEGER NOT NULL,
	subject TEXT NOT NULL,            -- o:ID or m:ID
	step    TEXT NOT NULL,
	kind    TEXT NOT NULL,
	body    TEXT NOT NULL,            -- JSON
	despite TEXT NOT NULL
);
CREATE INDEX entry_key ON entry (subject, year);
CREATE TABLE ballot (
	seq      INTEGER PRIMARY KEY,
	at       TEXT NOT NULL,
	by       TEXT NOT NULL,
	id       TEXT NOT NULL UNIQUE,
	org      TEXT NOT NULL,
	body     TEXT NOT NULL,
	year     INTEGER NOT NULL,
	round    INTEGER NOT NULL,
	subjects TEXT NOT NULL            -- JSON
);
CREATE INDEX ballot_key ON ballot (org, year);
CREATE TABLE ballot_void (
	seq    INTEGER PRIMARY KEY,
	at     TEXT NOT NULL,
	by     TEXT NOT NULL,
	ballot TEXT NOT NULL UNIQUE,
	reason TEXT NOT NULL
);
CREATE TABLE vote (
	seq          INTEGER PRIMARY KEY,
	at           TEXT NOT NULL,
	by           TEXT NOT NULL,
	id           TEXT NOT NULL UNIQUE, -- the meeting's uuid
	ballot       TEXT NOT NULL,
	org          TEXT NOT NULL,
	body         TEXT NOT NULL,
	year         INTEGER NOT NULL,
	round        INTEGER NOT NULL,
	day          TEXT NOT NULL,
	fingerprint  TEXT NOT NULL,
	record_hash  TEXT NOT NULL,
	verified     INTEGER NOT NULL,
	profile      TEXT NOT NULL,
	profile_hash TEXT NOT NULL,
	figures      TEXT NOT NULL,        -- JSON
	subjects     INTEGER NOT NULL,     -- rows
	unanimous    INTEGER NOT NULL      -- rows in which one level has every ballot
);
CREATE INDEX vote_key ON vote (org, year, subjects, unanimous);
CREATE INDEX vote_ballot ON vote (ballot);
CREATE TABLE vote_row (
	vote     TEXT NOT NULL,
	n        INTEGER NOT NULL,         -- from 0
	subject  TEXT NOT NULL,
	name     TEXT NOT NULL,
	position TEXT NOT NULL,
	step     TEXT NOT NULL,
	counts   TEXT NOT NULL,            -- JSON
	blank    INTEGER NOT NULL,
	level    INTEGER NOT NULL,         -- -1 for none
	outcome  TEXT NOT NULL,            -- JSON, level included
	decides  INTEGER NOT NULL,
	PRIMARY KEY (vote, n)
) WITHOUT ROWID;

-- What the history comes to, made in the same transaction. Rebuild empties these tables and fills them again.
CREATE TABLE standing (
	subject      TEXT NOT NULL,
	year         INTEGER NOT NULL,
	kind         TEXT NOT NULL,        -- o, m, or x for a closed organisation
	made         INTEGER NOT NULL,     -- seq of the organisation's or member's row
	org          TEXT NOT NULL,        -- a member's organisation, an organisation's parent
	ord          INTEGER NOT NULL,
	folded       TEXT NOT NULL,        -- the name for searching
	type         TEXT NOT NULL,
	grp          TEXT NOT NULL,
	status       TEXT NOT NULL,
	reason       TEXT NOT NULL,        -- why it is not to be rated, '' where it is
	self         INTEGER NOT NULL,
	vote         INTEGER NOT NULL,
	vote_id      TEXT NOT NULL,
	chosen       INTEGER NOT NULL,
	chosen_id    TEXT NOT NULL,
	proposed     INTEGER NOT NULL,
	proposed_seq INTEGER NOT NULL,
	expected     INTEGER NOT NULL,
	decided      INTEGER NOT NULL,
	decided_seq  INTEGER NOT NULL,
	steady       INTEGER NOT NULL,     -- years on end, this one included, with the level decided; 0 where none is
	PRIMARY KEY (subject, year)
) WITHOUT ROWID;
CREATE INDEX standing_below ON standing (year, org, kind, decided, steady, reason, expected, type, grp, self, vote);
CREATE INDEX standing_not_rated ON standing (year, org, folded) WHERE kind = 'm' AND reason <> '';
CREATE TABLE census (
	year   INTEGER NOT NULL,
	org    TEXT NOT NULL,
	counts BLOB NOT NULL,              -- of its own members: census.go
	PRIMARY KEY (year, org)
) WITHOUT ROWID;
CREATE TABLE plan (
	id        TEXT PRIMARY KEY,
	year      INTEGER NOT NULL,
	subject   TEXT NOT NULL,
	org       TEXT NOT NULL,
	weakness  TEXT NOT NULL,
	measure   TEXT NOT NULL,
	who       TEXT NOT NULL,
	due       TEXT NOT NULL,
	state     TEXT NOT NULL,
	seq       INTEGER NOT NULL,
	check_seq INTEGER NOT NULL,
	checked   TEXT NOT NULL,
	check_by  TEXT NOT NULL,
	text      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX plan_due ON plan (year, org, due);
