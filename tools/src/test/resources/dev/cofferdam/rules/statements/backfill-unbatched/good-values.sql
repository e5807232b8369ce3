-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
INSERT INTO owners (id, telephone) VALUES (1, '2') ON CONFLICT (id) DO UPDATE SET telephone = excluded.telephone;
INSERT INTO owners (id) SELECT 3 WHERE NOT EXISTS (SELECT 1 FROM owners WHERE id = 3);
