CREATE TABLE about (
    tenant INTEGER NOT NULL,
    subject BLOB NOT NULL,
    type INTEGER NOT NULL,
    born INTEGER NOT NULL,
    PRIMARY KEY (tenant, subject, type, born)
) STRICT, WITHOUT ROWID;

CREATE TABLE deployment (id BLOB PRIMARY KEY) STRICT;

CREATE UNIQUE INDEX live_by_type ON versions (tenant, type, born) WHERE state = 1;

CREATE TABLE pending (
    sequence INTEGER PRIMARY KEY,
    transaction_id BLOB NOT NULL,
    deadline INTEGER NOT NULL,
    about BLOB NOT NULL
) STRICT;

CREATE INDEX pending_by_transaction ON pending (transaction_id);

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE versions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant INTEGER NOT NULL,
    row_key BLOB NOT NULL,
    version INTEGER NOT NULL,
    type INTEGER NOT NULL,
    born INTEGER NOT NULL,
    state INTEGER NOT NULL,
    key BLOB NOT NULL,
    message BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX versions_by_row ON versions (tenant, row_key, version);

CREATE INDEX versions_by_type ON versions (tenant, type, sequence);
