-- deployed
CREATE TABLE owners (
    id bigint PRIMARY KEY,
    email varchar(80) NOT NULL,
    city text,
    born date
);
CREATE VIEW contacts AS SELECT id, email, city FROM owners;
-- change
CREATE OR REPLACE VIEW contacts (id, city, email) AS SELECT id, city, email FROM owners;
