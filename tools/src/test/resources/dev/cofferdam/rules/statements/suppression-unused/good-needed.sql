-- cofferdam: suppress index-create-blocking because the table has 12 rows
CREATE INDEX tags_name ON tags (name);

CREATE INDEX tags_colour ON tags (colour); -- cofferdam: suppress index-create-blocking: 12 rows
SELECT '-- cofferdam: suppress index-create-blocking because this is a string';
