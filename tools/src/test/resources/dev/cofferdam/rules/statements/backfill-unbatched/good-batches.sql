-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
UPDATE owners SET telephone = trim(telephone) WHERE id > 1000 AND id <= 2000 AND telephone LIKE ' %';
UPDATE owners SET telephone = NULL WHERE id BETWEEN 1 AND 1000 AND telephone = '';
DELETE FROM owners WHERE id IN (SELECT id FROM owners WHERE telephone IS NULL LIMIT 1000);
