-- deployed
CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL, colour text);
-- change
/* cofferdam: suppress index-create-blocking because the table has 12 rows */
CREATE INDEX tags_name ON tags (name);
CREATE INDEX tags_colour ON tags (colour); /* cofferdam: suppress index-create-blocking: 12 rows */
/*
 cofferdam: suppress column-rename because
 nobody has deployed the code yet
*/
ALTER TABLE tags RENAME COLUMN colour TO color;
SELECT '/* cofferdam: suppress table-drop because this is a string */';
