-- Wrapped keys, and the only link between a person, their pseudonyms and their key.
CREATE TABLE tenant_keys (
    tenant bigint NOT NULL,
    version bigint NOT NULL,
    epoch bigint NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (tenant, version)
);

CREATE TABLE tenant_secrets (
    tenant bigint NOT NULL,
    kind text NOT NULL,
    version bigint NOT NULL,
    tenant_key_version bigint NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (tenant, kind, version)
);

CREATE TABLE subjects (
    tenant bigint NOT NULL,
    row_key bytea NOT NULL,
    identity bytea NOT NULL,
    records bytea NOT NULL,
    log_subject bytea NOT NULL,
    tenant_key_version bigint NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (tenant, row_key)
);

CREATE UNIQUE INDEX subjects_by_identity ON subjects (tenant, identity);
CREATE UNIQUE INDEX subjects_by_records ON subjects (tenant, records);

CREATE TABLE document_keys (
    tenant bigint NOT NULL,
    id bytea NOT NULL,
    tenant_key_version bigint NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (tenant, id)
);
