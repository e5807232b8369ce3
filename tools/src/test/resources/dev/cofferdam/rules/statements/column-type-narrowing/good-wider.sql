-- deployed
CREATE TABLE visits (id int PRIMARY KEY, fee numeric(10,2), kind varchar(20), seen_on date, code char(5), flags int[]);
-- change
ALTER TABLE visits ALTER COLUMN id TYPE bigint;
ALTER TABLE visits ALTER COLUMN fee TYPE numeric(14,4);
ALTER TABLE visits ALTER COLUMN kind TYPE text;
ALTER TABLE visits ALTER COLUMN seen_on TYPE timestamp;
ALTER TABLE visits ALTER COLUMN code TYPE varchar(5);
ALTER TABLE visits ALTER COLUMN flags TYPE bigint[];
