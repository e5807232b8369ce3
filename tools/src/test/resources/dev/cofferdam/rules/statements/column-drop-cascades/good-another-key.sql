-- deployed
CREATE TABLE likes (id bigint PRIMARY KEY, owner_id bigint, pet_id bigint, CONSTRAINT likes_once UNIQUE (owner_id, pet_id));
-- change
ALTER TABLE likes DROP COLUMN id, ADD PRIMARY KEY (owner_id, pet_id), DROP CONSTRAINT likes_once;
