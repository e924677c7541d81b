CREATE TABLE about (
    tenant INTEGER NOT NULL,
    subject BLOB NOT NULL,
    type INTEGER NOT NULL,
    born INTEGER NOT NULL,
    PRIMARY KEY (tenant, subject, type, born)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob_parts (
    tenant INTEGER NOT NULL,
    blob BLOB NOT NULL,
    number INTEGER NOT NULL,
    object INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (tenant, blob, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
    tenant INTEGER NOT NULL,
    id BLOB NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    row_key BLOB,
    deadline INTEGER NOT NULL,
    key BLOB,
    message BLOB,
    PRIMARY KEY (tenant, id)
) STRICT;

CREATE INDEX blobs_by_deadline ON blobs (state, deadline) WHERE state <> 1;

CREATE INDEX blobs_by_row ON blobs (tenant, row_key) WHERE row_key IS NOT NULL;

CREATE INDEX blobs_with_notes ON blobs (tenant, id) WHERE key IS NOT NULL;

CREATE TABLE chains (
    tenant INTEGER NOT NULL,
    tree INTEGER NOT NULL,
    writer INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    sequenced INTEGER NOT NULL DEFAULT 0,
    last_position INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    PRIMARY KEY (tenant, tree, writer)
) STRICT, WITHOUT ROWID;

CREATE INDEX chains_unsequenced ON chains (tenant, tree) WHERE sequence > sequenced;

CREATE TABLE claims (
    tenant INTEGER NOT NULL,
    claim BLOB NOT NULL,
    PRIMARY KEY (tenant, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE deployment (id BLOB PRIMARY KEY) STRICT;

CREATE TABLE deployment_leaves (
    leaf_index INTEGER PRIMARY KEY,
    leaf BLOB NOT NULL
) STRICT;

CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    tenant INTEGER NOT NULL,
    tree INTEGER NOT NULL,
    writer INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    entry BLOB NOT NULL,
    row_key BLOB NOT NULL,
    header BLOB NOT NULL,
    bodies BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX events_by_chain ON events (tenant, tree, writer, sequence);

CREATE INDEX events_by_tenant ON events (tenant, position);

CREATE TABLE jobs (
    tenant INTEGER NOT NULL,
    id BLOB NOT NULL,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    fence INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    key BLOB NOT NULL,
    message BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;

CREATE INDEX jobs_by_due ON jobs (state, due);

CREATE UNIQUE INDEX live_by_type ON versions (tenant, type, born) WHERE state = 1;

CREATE TABLE logs (
    tenant INTEGER NOT NULL,
    tree INTEGER NOT NULL,
    id BLOB NOT NULL,
    size INTEGER NOT NULL,
    checkpoint TEXT NOT NULL,
    PRIMARY KEY (tenant, tree)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcomes (
    transaction_id BLOB PRIMARY KEY,
    outcome INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    tenant INTEGER NOT NULL,
    owner BLOB NOT NULL,
    generation INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 1,
    due INTEGER NOT NULL,
    key BLOB NOT NULL,
    message BLOB NOT NULL
) STRICT;

CREATE INDEX sessions_by_due ON sessions (due);

CREATE INDEX sessions_by_owner ON sessions (owner, id);

CREATE INDEX sessions_by_tenant ON sessions (tenant, id);

CREATE TABLE spans (
    tenant INTEGER NOT NULL,
    tree INTEGER NOT NULL,
    first_index INTEGER NOT NULL,
    writer INTEGER NOT NULL,
    first_sequence INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (tenant, tree, first_index)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX spans_by_chain ON spans (tenant, tree, writer, first_sequence);

CREATE TABLE subjects (
    tenant INTEGER NOT NULL,
    subject BLOB NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY (tenant, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE tenants (
    tenant INTEGER PRIMARY KEY,
    state INTEGER NOT NULL
) STRICT;

CREATE TABLE tiles (
    tenant INTEGER NOT NULL,
    tree INTEGER NOT NULL,
    level INTEGER NOT NULL,
    tile INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (tenant, tree, level, tile)
) STRICT;

CREATE TABLE versions (
    sequence INTEGER PRIMARY KEY,
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
