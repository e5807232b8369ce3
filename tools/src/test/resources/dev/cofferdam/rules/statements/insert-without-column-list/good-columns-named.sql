-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
INSERT INTO owners (id, telephone) VALUES (1, '2');
INSERT INTO owners DEFAULT VALUES;
