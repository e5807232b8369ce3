-- deployed
CREATE TABLE owners (
    id bigint PRIMARY KEY,
    email varchar(80) NOT NULL,
    city text,
    born date
);
CREATE VIEW contacts AS SELECT id, email, city FROM owners;
ALTER VIEW contacts RENAME COLUMN email TO mail;
ALTER TABLE contacts RENAME COLUMN city TO town;
-- change
CREATE OR REPLACE VIEW contacts AS SELECT id, email AS mail, city AS town FROM owners;
