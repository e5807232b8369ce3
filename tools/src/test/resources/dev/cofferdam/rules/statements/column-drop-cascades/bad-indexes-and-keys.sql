-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, tenant bigint, email text, UNIQUE (tenant, email));
CREATE INDEX owners_by_email ON owners (email, id);
CREATE INDEX owners_by_tenant ON owners (tenant);
-- change
ALTER TABLE owners DROP COLUMN email;
