-- Content that is kept as objects. `state`: 0 pending, 1 attached, 2 going. `deadline`: of a pending one, in
-- milliseconds, by the server's clock.
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

CREATE INDEX blobs_by_row ON blobs (tenant, row_key) WHERE row_key IS NOT NULL;
CREATE INDEX blobs_by_deadline ON blobs (state, deadline) WHERE state <> 1;
CREATE INDEX blobs_with_notes ON blobs (tenant, id) WHERE key IS NOT NULL;

-- Their objects. `bytes`: how large the object is.
CREATE TABLE blob_parts (
    tenant INTEGER NOT NULL,
    blob BLOB NOT NULL,
    number INTEGER NOT NULL,
    object INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (tenant, blob, number)
) STRICT, WITHOUT ROWID;
