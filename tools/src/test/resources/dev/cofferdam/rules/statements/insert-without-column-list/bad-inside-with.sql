-- deployed
CREATE TABLE owners (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    telephone text,
    city varchar(80)
);
CREATE TABLE pets (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner_id bigint NOT NULL,
    chip text,
    status text NOT NULL DEFAULT 'new'
);
CREATE INDEX pets_owner_id ON pets (owner_id);
-- change
WITH made AS (INSERT INTO pets OVERRIDING SYSTEM VALUE VALUES (1, 1, 'x', 'new') RETURNING id)
INSERT INTO owners (email) SELECT 'a' FROM made;
