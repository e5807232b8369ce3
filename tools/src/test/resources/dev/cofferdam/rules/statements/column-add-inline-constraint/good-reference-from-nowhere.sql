-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
CREATE TABLE cities (id bigint PRIMARY KEY);
ALTER TABLE owners ADD COLUMN city_id bigint REFERENCES cities (id);
ALTER TABLE owners ADD COLUMN vet_id bigint DEFAULT NULL REFERENCES vets (id);
ALTER TABLE owners ADD COLUMN boss_id bigint REFERENCES owners (id);
ALTER TABLE owners ADD COLUMN age int CHECK (age < 150) NOT ENFORCED;
