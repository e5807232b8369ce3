-- deployed
CREATE TABLE visits (id bigint PRIMARY KEY, seen timestamptz);
CREATE FUNCTION note_visit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.seen := now(); RETURN NEW; END $$;
CREATE TRIGGER note BEFORE INSERT ON visits FOR EACH ROW EXECUTE FUNCTION note_visit();
-- change
ALTER FUNCTION note_visit() RENAME TO stamp_visit;
