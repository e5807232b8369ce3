-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
INSERT INTO owners SELECT generate_series(1, 3), NULL;
-- change
DO $$
BEGIN
  LOOP
    UPDATE owners SET telephone = '-' WHERE id IN (SELECT id FROM owners WHERE telephone IS NULL LIMIT 1000);
    EXIT WHEN NOT FOUND;
  END LOOP;
END $$;
