CREATE TABLE pets (id bigint PRIMARY KEY, data json);
ALTER TABLE pets ADD COLUMN more json;
