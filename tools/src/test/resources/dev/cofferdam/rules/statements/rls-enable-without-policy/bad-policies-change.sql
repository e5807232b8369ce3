-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, clinic text);
CREATE POLICY own ON owners USING (clinic = current_user);
CREATE POLICY old ON owners USING (true);
ALTER TABLE owners ENABLE ROW LEVEL SECURITY;
-- change
ALTER POLICY own ON owners USING (false);
CREATE POLICY fence ON owners AS RESTRICTIVE USING (clinic IS NOT NULL);
DROP POLICY old ON owners;
