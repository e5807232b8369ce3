-- no transaction
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
VACUUM FULL owners;
CLUSTER owners USING owners_pkey;
