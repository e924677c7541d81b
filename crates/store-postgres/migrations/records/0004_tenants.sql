-- Tenants that are not open. `state`: 1 closed to whoever has a credential, 2 deleted.
CREATE TABLE tenants (
    tenant bigint PRIMARY KEY,
    state smallint NOT NULL
);
