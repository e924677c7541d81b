-- Work that a change has left to be done. `due`: in milliseconds, by the server's clock. `fence` counts how
-- often it was taken. `state`: 0 waits or is being done, 1 is tried no more.
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
