-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
DROP TABLE IF EXISTS owners;
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20));
