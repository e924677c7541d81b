-- Versioned documents, sealed. `state`: 0 superseded or deleted, 1 live, 2 live once its
-- transaction is decided, 3 deleted once its transaction is decided.
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

-- Which documents are about a person; every person any decided version was ever about.
CREATE TABLE about (
    tenant bigint NOT NULL,
    subject bytea NOT NULL,
    type integer NOT NULL,
    born bigint NOT NULL,
    PRIMARY KEY (tenant, subject, type, born)
);

-- Rows that wait for a decision in the records store. `about`: the pseudonyms of the people they
-- are about, until they count.
CREATE TABLE pending (
    sequence bigint PRIMARY KEY,
    transaction_id bytea NOT NULL,
    deadline bigint NOT NULL,
    about bytea[] NOT NULL
);

CREATE INDEX pending_by_transaction ON pending (transaction_id);
