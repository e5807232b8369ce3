-- deployed
CREATE TABLE owners (id int PRIMARY KEY);
CREATE TABLE pets (id int PRIMARY KEY);
-- change
DROP TABLE IF EXISTS owners;
CREATE TABLE owners (id bigint PRIMARY KEY);
DROP TABLE IF EXISTS pets;
CREATE TABLE pets (id bigint PRIMARY KEY);
