ALTER TABLE owners ADD COLUMN number bigint;
CREATE SEQUENCE owners_number_seq OWNED BY owners.number;
ALTER TABLE owners ALTER COLUMN number SET DEFAULT nextval('owners_number_seq');
