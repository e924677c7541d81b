-- What one server does for all, and until when. `fence` counts how often it has changed hands.
CREATE TABLE leases (
    name text PRIMARY KEY,
    holder bigint NOT NULL,
    fence bigint NOT NULL,
    until timestamptz NOT NULL
);
INSERT INTO leases (name, holder, fence, until)
    VALUES ('sequencer', 0, 0, '-infinity'), ('key_rotation', 0, 0, '-infinity');

-- The size of the deployment's tree when a tree grew last; zero where a server of before this wrote it.
ALTER TABLE logs ADD COLUMN grown bigint NOT NULL DEFAULT 0;
CREATE INDEX logs_by_growth ON logs (grown);
