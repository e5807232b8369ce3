-- cofferdam: suppress index-create-blocking
CREATE INDEX tags_name ON tags (name);
