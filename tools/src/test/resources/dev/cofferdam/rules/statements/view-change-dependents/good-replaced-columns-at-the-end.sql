-- deployed
CREATE TABLE owners (
    id bigint PRIMARY KEY,
    email varchar(80) NOT NULL,
    city text,
    born date
);
CREATE VIEW contacts AS SELECT id, email, city FROM owners;
-- change
CREATE OR REPLACE VIEW contacts AS SELECT o.id, o.email, upper(o.city) AS city, o.born FROM owners o WHERE o.city IS NOT NULL;
CREATE OR REPLACE VIEW contacts (id, email) AS SELECT id, email, city, born, 1 AS one FROM owners;
