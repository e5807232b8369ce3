-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners OWNER TO clinic_admin;
ALTER SEQUENCE owners_seq OWNER TO clinic_admin;
