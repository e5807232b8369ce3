-- no transaction
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
DO $$
BEGIN
  LOOP
    UPDATE owners SET telephone = '-' WHERE id IN (SELECT id FROM owners WHERE telephone IS NULL LIMIT 1000);
    EXIT WHEN NOT FOUND;
    COMMIT;
  END LOOP;
END $$;
