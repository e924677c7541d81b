-- Sessions of people who have signed in. `owner`: a keyed hash of who. `due`: when one of them has lasted too
-- long, in milliseconds, by the server's clock. `state`: 1 goes on, 0 has ended and is kept so that the same
-- proof does not begin another one.
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

CREATE INDEX sessions_by_owner ON sessions (owner, id);
CREATE INDEX sessions_by_tenant ON sessions (tenant, id);
CREATE INDEX sessions_by_due ON sessions (due);
