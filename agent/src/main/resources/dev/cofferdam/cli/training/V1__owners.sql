CREATE TABLE owners (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    telephone varchar(20) NOT NULL UNIQUE,
    city_id bigint
);
CREATE TABLE cities (id bigserial PRIMARY KEY, name text);
ALTER TABLE owners ADD CONSTRAINT owners_city FOREIGN KEY (city_id) REFERENCES cities (id);
ALTER TABLE owners ADD COLUMN note text DEFAULT '', ADD CONSTRAINT note_is_short CHECK (length(note) < 100);
ALTER TABLE cities ALTER COLUMN name SET NOT NULL;
ALTER TABLE cities RENAME COLUMN name TO title;
CREATE INDEX owners_telephone_idx ON owners (telephone);
CREATE VIEW calls AS SELECT id, telephone FROM owners;
CREATE FUNCTION trim_telephone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.telephone := trim(NEW.telephone);
    RETURN NEW;
END
$$;
CREATE TRIGGER trim_telephone BEFORE INSERT ON owners FOR EACH ROW EXECUTE FUNCTION trim_telephone();
INSERT INTO owners (telephone) VALUES ('1');
UPDATE owners SET note = telephone WHERE note IS NULL;
DELETE FROM owners WHERE telephone = '';
COMMENT ON COLUMN owners.telephone IS 'as dialled';
DROP INDEX owners_telephone_idx;
