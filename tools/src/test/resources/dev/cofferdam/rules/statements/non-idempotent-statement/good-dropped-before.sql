-- no transaction
-- deployed
CREATE TABLE owners (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    telephone text,
    city varchar(80)
);
-- change
ALTER TABLE owners DROP CONSTRAINT IF EXISTS owners_city;
ALTER TABLE owners ADD CONSTRAINT owners_city CHECK (length(city) > 1) NOT VALID;
ALTER TABLE owners VALIDATE CONSTRAINT owners_city;
