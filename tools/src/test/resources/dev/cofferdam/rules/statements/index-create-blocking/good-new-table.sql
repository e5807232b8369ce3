CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
ALTER TABLE owners RENAME TO holders;
CREATE INDEX ON holders (telephone);
-- change
CREATE INDEX ON public.holders (id);
