CREATE TABLE deployment (id BLOB PRIMARY KEY) STRICT;

CREATE TABLE document_keys (
    tenant INTEGER NOT NULL,
    id BLOB NOT NULL,
    tenant_key_version INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;

CREATE TABLE subjects (
    tenant INTEGER NOT NULL,
    row_key BLOB NOT NULL,
    identity BLOB NOT NULL,
    records BLOB NOT NULL,
    log_subject BLOB NOT NULL,
    tenant_key_version INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (tenant, row_key)
) STRICT;

CREATE UNIQUE INDEX subjects_by_identity ON subjects (tenant, identity);

CREATE UNIQUE INDEX subjects_by_records ON subjects (tenant, records);

CREATE TABLE tenant_keys (
    tenant INTEGER NOT NULL,
    version INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (tenant, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE tenant_secrets (
    tenant INTEGER NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    tenant_key_version INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (tenant, kind, version)
) STRICT, WITHOUT ROWID;
