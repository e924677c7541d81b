-- Tenants that are not open. `state`: 1 closed to whoever has a credential, 2 deleted.
CREATE TABLE tenants (
    tenant INTEGER PRIMARY KEY,
    state INTEGER NOT NULL
) STRICT;
