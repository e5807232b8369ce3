-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SET lock_timeout = '2s';
CREATE UNIQUE INDEX owners_telephone
    ON owners (telephone);
