-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE FUNCTION trim_phone() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.telephone := trim(NEW.telephone); RETURN NEW; END';
-- change
CREATE TRIGGER owners_trim BEFORE INSERT OR UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION trim_phone();
