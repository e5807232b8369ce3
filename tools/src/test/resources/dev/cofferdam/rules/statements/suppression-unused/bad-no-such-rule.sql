-- deployed
CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL, colour text);
-- change
-- cofferdam: suppress index-create-blokcing because the table has 12 rows
CREATE INDEX tags_name ON tags (name);
/* cofferdam: suppress everything */
CREATE INDEX tags_colour ON tags (colour);
