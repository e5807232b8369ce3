-- cofferdam: suppress index-create-blocking
CREATE INDEX tags_name ON tags (name);
-- cofferdam: suppress index-create-blocking because this reason is for the statement below
SELECT 1;
CREATE INDEX tags_colour ON tags (colour);
