-- Versioned documents, sealed. `state`: 0 superseded or deleted, 1 live. `places` numbers their rows
-- and the events; a number is never given twice.
CREATE SEQUENCE places;

CREATE TABLE versions (
    sequence bigint PRIMARY KEY,
    tenant bigint NOT NULL,
    row_key bytea NOT NULL,
    version bigint NOT NULL,
    type integer NOT NULL,
    born bigint NOT NULL,
    state smallint NOT NULL,
    key bytea NOT NULL,
    message bytea NOT NULL
);

-- What is sealed does not compress.
ALTER TABLE versions ALTER COLUMN message SET STORAGE EXTERNAL;

CREATE UNIQUE INDEX versions_by_row ON versions (tenant, row_key, version);
CREATE INDEX versions_by_type ON versions (tenant, type, sequence);
CREATE UNIQUE INDEX live_by_type ON versions (tenant, type, born) WHERE state = 1;

-- Which documents are about a person; every person any version was ever about.
CREATE TABLE about (
    tenant bigint NOT NULL,
    subject bytea NOT NULL,
    type integer NOT NULL,
    born bigint NOT NULL,
    PRIMARY KEY (tenant, subject, type, born)
);

-- Names that one document of a tenant holds.
CREATE TABLE claims (
    tenant bigint NOT NULL,
    claim bytea NOT NULL,
    PRIMARY KEY (tenant, claim)
);

-- People documents may be about. `state`: 0 closed, 1 open, 2 erased.
CREATE TABLE subjects (
    tenant bigint NOT NULL,
    subject bytea NOT NULL,
    state smallint NOT NULL,
    PRIMARY KEY (tenant, subject)
);

-- How transactions that cross stores were decided.
CREATE TABLE outcomes (
    transaction_id bytea PRIMARY KEY,
    committed boolean NOT NULL
);

-- Events in the order they came. `tree`: 1 changes, 2 access.
CREATE TABLE events (
    position bigint PRIMARY KEY,
    tenant bigint NOT NULL,
    tree smallint NOT NULL,
    writer bigint NOT NULL,
    sequence bigint NOT NULL,
    entry bytea NOT NULL,
    row_key bytea NOT NULL,
    header bytea NOT NULL,
    bodies bytea NOT NULL
);

-- What is sealed does not compress.
ALTER TABLE events ALTER COLUMN header SET STORAGE EXTERNAL;
ALTER TABLE events ALTER COLUMN bodies SET STORAGE EXTERNAL;

CREATE UNIQUE INDEX events_by_chain ON events (tenant, tree, writer, sequence);
CREATE INDEX events_by_tenant ON events (tenant, position);

-- The head of each writer's chain, and how far the sequencer has followed it.
CREATE TABLE chains (
    tenant bigint NOT NULL,
    tree smallint NOT NULL,
    writer bigint NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    sequenced bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, tree, writer)
);

CREATE INDEX chains_unsequenced ON chains (tenant, tree) WHERE sequence > sequenced;

-- Merkle trees. `tree`: as above, and 3 for the deployment's own.
CREATE TABLE logs (
    tenant bigint NOT NULL,
    tree smallint NOT NULL,
    id bytea NOT NULL,
    size bigint NOT NULL,
    checkpoint text NOT NULL,
    PRIMARY KEY (tenant, tree)
);

-- Which stretch of which chain fills which stretch of a tree.
CREATE TABLE spans (
    tenant bigint NOT NULL,
    tree smallint NOT NULL,
    first_index bigint NOT NULL,
    writer bigint NOT NULL,
    first_sequence bigint NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (tenant, tree, first_index)
);

CREATE UNIQUE INDEX spans_by_chain ON spans (tenant, tree, writer, first_sequence);

CREATE TABLE tiles (
    tenant bigint NOT NULL,
    tree smallint NOT NULL,
    level smallint NOT NULL,
    tile bigint NOT NULL,
    hashes bytea NOT NULL,
    PRIMARY KEY (tenant, tree, level, tile)
);

-- What is sealed does not compress.
ALTER TABLE tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;

CREATE TABLE deployment_leaves (
    leaf_index bigint PRIMARY KEY,
    leaf bytea NOT NULL
);
