-- deployed
CREATE SCHEMA clinic;
-- change
ALTER SCHEMA clinic RENAME TO practice;
