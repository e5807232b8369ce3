CREATE TABLE pets (id bigint PRIMARY KEY);
ALTER TABLE pets ADD COLUMN token uuid DEFAULT gen_random_uuid();
