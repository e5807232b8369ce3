-- deployed
CREATE TABLE owners (
    id bigint PRIMARY KEY,
    email varchar(80) NOT NULL,
    city text,
    born date
);
CREATE VIEW contacts AS SELECT id, email, city FROM owners;
CREATE VIEW sums AS SELECT o.id + 1, f.born FROM owners o JOIN (SELECT born FROM owners) f ON true;
CREATE VIEW casts AS SELECT id, btrim(city) FROM owners;
CREATE VIEW pairs AS SELECT email FROM owners UNION ALL SELECT email FROM owners;
-- change
CREATE OR REPLACE VIEW sums AS SELECT o.id + 1, f.born FROM owners o JOIN (SELECT born FROM owners) f ON true;
CREATE OR REPLACE VIEW casts AS SELECT CAST(id AS bigint), trim(city) FROM owners;
CREATE OR REPLACE VIEW pairs AS SELECT email FROM owners UNION ALL SELECT city::varchar(80) FROM owners;
