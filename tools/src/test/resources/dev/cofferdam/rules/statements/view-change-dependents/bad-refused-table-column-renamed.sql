-- deployed
CREATE TABLE owners (
    id bigint PRIMARY KEY,
    email varchar(80) NOT NULL,
    city text,
    born date
);
CREATE VIEW contacts AS SELECT id, email, city FROM owners;
ALTER TABLE owners RENAME COLUMN city TO town;
-- change
CREATE OR REPLACE VIEW contacts AS SELECT id, email, town FROM owners;
