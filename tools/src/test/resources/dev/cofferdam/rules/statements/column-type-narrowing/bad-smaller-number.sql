-- deployed
CREATE TABLE visits (id bigint PRIMARY KEY, fee numeric(12,4), weight double precision);
-- change
ALTER TABLE visits
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN fee TYPE numeric(10,4),
    ALTER COLUMN weight TYPE real;
