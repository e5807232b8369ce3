-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, name text);
CREATE TABLE owners_log (operation text, id bigint, name text);
CREATE FUNCTION log_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO owners_log SELECT TG_OP, NEW.*;
    RETURN NEW;
END $$;
CREATE TRIGGER owners_logged AFTER INSERT OR UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION log_owner();
-- change
ALTER TABLE owners_log ADD COLUMN email text;
-- change
ALTER TABLE owners ADD COLUMN email text;
ALTER TABLE pets ADD COLUMN email text;
