ALTER TABLE owners ADD COLUMN city text;
CREATE TABLE visits (id bigint PRIMARY KEY);
