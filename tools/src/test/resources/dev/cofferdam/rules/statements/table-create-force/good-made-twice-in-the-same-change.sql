CREATE TABLE owners (id bigint);
DROP TABLE owners;
CREATE TABLE owners (id bigint PRIMARY KEY);
