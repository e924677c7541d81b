-- One server at a time removes what is left of people who were erased, and none while a backup is read.
INSERT INTO leases (name, holder, fence, until) VALUES ('removals', 0, 0, '-infinity');
