-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
INSERT INTO owners VALUES (1, '2');
INSERT INTO visits SELECT id, telephone FROM owners WHERE id = 1;
