CREATE TABLE owners (id bigint PRIMARY KEY);
LOCK TABLE owners;
