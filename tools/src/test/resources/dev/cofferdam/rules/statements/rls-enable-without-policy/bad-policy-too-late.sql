-- no transaction
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ENABLE ROW LEVEL SECURITY;
CREATE POLICY owners_all ON owners USING (true);
