-- deployed
CREATE TABLE owners (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    telephone text,
    city varchar(80)
);
-- change
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(40);
ALTER TABLE owners ADD COLUMN flags char[], ADD COLUMN code bpchar(5);
