-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
LOCK TABLE owners IN EXCLUSIVE MODE;
SELECT 1;
