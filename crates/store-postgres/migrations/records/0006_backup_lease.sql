-- One server at a time makes or prunes backups.
INSERT INTO leases (name, holder, fence, until) VALUES ('backups', 0, 0, '-infinity');
