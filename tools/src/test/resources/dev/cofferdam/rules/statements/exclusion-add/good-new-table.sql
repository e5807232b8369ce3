-- deployed
CREATE TABLE stays (id bigint PRIMARY KEY, room int NOT NULL, during tstzrange NOT NULL);
-- change
CREATE TABLE bookings (id bigint PRIMARY KEY, room int, during tstzrange);
ALTER TABLE bookings ADD EXCLUDE USING gist (room WITH =, during WITH &&);
