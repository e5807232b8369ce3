CREATE TABLE owners (id bigint PRIMARY KEY);
ALTER TABLE owners SET ACCESS METHOD columnar;
