-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
DO $$
DECLARE one record; n bigint;
BEGIN
  FOR i IN 1..3 LOOP
    UPDATE owners SET telephone = '-' WHERE id IN (SELECT id FROM owners WHERE telephone IS NULL LIMIT 10);
  END LOOP;
  FOREACH n IN ARRAY ARRAY[1, 2] LOOP
    DELETE FROM owners WHERE id IN (SELECT id FROM owners WHERE telephone IS NULL LIMIT 10);
  END LOOP;
  UPDATE owners SET telephone = '-' WHERE id = 4;
  FOR one IN SELECT id FROM owners LOOP
    RAISE NOTICE '%', one.id;
  END LOOP;
END $$;
