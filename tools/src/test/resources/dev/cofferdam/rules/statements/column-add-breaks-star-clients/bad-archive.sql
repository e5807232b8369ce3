-- deployed
CREATE TABLE visits (id bigint PRIMARY KEY, seen_at timestamptz);
CREATE TABLE old_visits (id bigint, seen_at timestamptz);
CREATE FUNCTION archive_visits() RETURNS void LANGUAGE sql AS $$
    INSERT INTO old_visits SELECT * FROM visits WHERE seen_at < now() - interval '5 years';
$$;
-- change
ALTER TABLE visits ADD COLUMN fee numeric;
