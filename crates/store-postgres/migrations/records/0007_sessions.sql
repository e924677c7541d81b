-- Sessions of people who have signed in. `owner`: a keyed hash of who. `due`: when one of them has lasted too
-- long. `state`: 1 goes on, 0 has ended and is kept so that the same proof does not begin another one.
CREATE TABLE sessions (
    id bytea PRIMARY KEY,
    tenant bigint NOT NULL,
    owner bytea NOT NULL,
    generation bigint NOT NULL,
    state smallint NOT NULL DEFAULT 1,
    due timestamptz NOT NULL,
    key bytea NOT NULL,
    message bytea NOT NULL
);

CREATE INDEX sessions_by_owner ON sessions (owner, id);
CREATE INDEX sessions_by_tenant ON sessions (tenant, id);
CREATE INDEX sessions_by_due ON sessions (due);
