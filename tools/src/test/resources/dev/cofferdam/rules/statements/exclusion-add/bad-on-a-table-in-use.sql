-- deployed
CREATE TABLE stays (id bigint PRIMARY KEY, room int NOT NULL, during tstzrange NOT NULL);
-- change
ALTER TABLE stays ADD CONSTRAINT stays_apart EXCLUDE USING gist (room WITH =, during WITH &&);
