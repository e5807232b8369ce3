-- cofferdam: suppress index-create-blocking because the table has 12 rows
CREATE INDEX tags_name ON tags (name);
