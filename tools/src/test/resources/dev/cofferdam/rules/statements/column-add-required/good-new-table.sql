CREATE TABLE pets (id bigint PRIMARY KEY);
ALTER TABLE pets ADD COLUMN name text NOT NULL;
-- change
ALTER TABLE public.pets ADD COLUMN kind text NOT NULL;
