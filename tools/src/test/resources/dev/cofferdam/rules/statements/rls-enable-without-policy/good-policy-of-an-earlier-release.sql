-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE POLICY owners_all ON owners USING (true) WITH CHECK (true);
-- change
ALTER TABLE owners ENABLE ROW LEVEL SECURITY;
