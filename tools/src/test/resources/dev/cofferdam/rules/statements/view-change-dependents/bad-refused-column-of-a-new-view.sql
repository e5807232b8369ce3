-- deployed
CREATE TABLE owners (
    id bigint PRIMARY KEY,
    email varchar(80) NOT NULL,
    city text,
    born date
);
CREATE VIEW contacts AS SELECT id, email, city FROM owners;
-- change
CREATE VIEW births AS SELECT o.* FROM owners AS o;
CREATE OR REPLACE VIEW births AS SELECT o.id, o.born FROM owners AS o;
