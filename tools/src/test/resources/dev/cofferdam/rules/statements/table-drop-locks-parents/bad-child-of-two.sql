-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
CREATE TABLE types (id bigint PRIMARY KEY);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint, type_id bigint,
    CONSTRAINT pets_owner FOREIGN KEY (owner_id) REFERENCES owners (id),
    CONSTRAINT pets_type FOREIGN KEY (type_id) REFERENCES types (id));
-- change
DROP TABLE pets;
