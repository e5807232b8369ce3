CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL);
-- cofferdam: suppress index-create-blocking because the table has 12 rows
CREATE INDEX CONCURRENTLY tags_name ON tags (name); -- cofferdam: suppress table-drop because of nothing
