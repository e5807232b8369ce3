-- deployed
CREATE TABLE bills (id bigint, due timestamp) PARTITION BY RANGE (date_trunc('month', due));
-- change
CREATE UNIQUE INDEX bills_id ON bills (id);
