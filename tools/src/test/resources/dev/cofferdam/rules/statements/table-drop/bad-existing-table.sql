-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
DROP TABLE owners;
