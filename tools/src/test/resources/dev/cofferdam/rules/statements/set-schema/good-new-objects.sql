CREATE TABLE owners (id bigint PRIMARY KEY);
CREATE TYPE mood AS ENUM ('calm');
ALTER TABLE owners SET SCHEMA clinic;
ALTER TYPE mood SET SCHEMA clinic;
