-- deployed
CREATE TABLE visits (id bigint, seen_on date, note varchar(20)) PARTITION BY RANGE (seen_on);
CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- change
ALTER TABLE visits_2026 ALTER COLUMN note TYPE text;
