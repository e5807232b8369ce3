-- A trigger of the schema's own stamps every update, the backfill's too.
CREATE TABLE subject (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, old varchar(20) NOT NULL, touched timestamptz NOT NULL DEFAULT now());
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.touched := now();
    RETURN NEW;
END $$;
CREATE TRIGGER subject_touched BEFORE UPDATE ON subject FOR EACH ROW EXECUTE FUNCTION stamp();
