-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE TABLE IF NOT EXISTS owners (id bigserial PRIMARY KEY, telephone varchar(20), city text);
