-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
UPDATE owners SET telephone = trim(telephone) WHERE telephone LIKE ' %';
