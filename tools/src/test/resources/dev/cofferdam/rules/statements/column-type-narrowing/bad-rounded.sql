-- deployed
CREATE TABLE visits (id bigint PRIMARY KEY, fee numeric(10,4), seen_at timestamp);
-- change
ALTER TABLE visits ALTER COLUMN fee TYPE numeric(10,2);
ALTER TABLE visits ALTER COLUMN seen_at TYPE date;
