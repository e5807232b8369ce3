-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, name text);
CREATE TABLE owners_log (id bigint, name text, logged_at timestamptz DEFAULT now());
CREATE FUNCTION log_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO owners_log SELECT NEW.*, now();
    RETURN NEW;
END $$;
CREATE TRIGGER owners_logged AFTER INSERT OR UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION log_owner();
-- change
ALTER TABLE owners ADD COLUMN email text;
