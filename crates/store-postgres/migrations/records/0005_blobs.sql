-- Content that is kept as objects. `state`: 0 pending, 1 attached, 2 going. `deadline`: of a pending one.
CREATE TABLE blobs (
    tenant bigint NOT NULL,
    id bytea NOT NULL,
    state smallint NOT NULL DEFAULT 0,
    row_key bytea,
    deadline timestamptz NOT NULL,
    key bytea,
    message bytea,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX blobs_by_row ON blobs (tenant, row_key) WHERE row_key IS NOT NULL;
CREATE INDEX blobs_by_deadline ON blobs (state, deadline) WHERE state <> 1;
CREATE INDEX blobs_with_notes ON blobs (tenant, id) WHERE key IS NOT NULL;

-- Their objects. `bytes`: how large the object is.
CREATE TABLE blob_parts (
    tenant bigint NOT NULL,
    blob bytea NOT NULL,
    number integer NOT NULL,
    object bigint NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (tenant, blob, number)
);
