-- Work that a change has left to be done. `fence` counts how often it was taken. `state`: 0 waits or is
-- being done, 1 is tried no more.
CREATE TABLE jobs (
    tenant bigint NOT NULL,
    id bytea NOT NULL,
    kind integer NOT NULL,
    state smallint NOT NULL DEFAULT 0,
    due timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    fence bigint NOT NULL DEFAULT 0,
    problem text,
    key bytea NOT NULL,
    message bytea NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX jobs_by_due ON jobs (state, due);
