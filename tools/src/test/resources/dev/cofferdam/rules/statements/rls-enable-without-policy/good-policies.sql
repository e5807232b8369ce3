-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, clinic text);
CREATE POLICY own ON owners USING (clinic = current_user);
ALTER TABLE owners ENABLE ROW LEVEL SECURITY;
-- change
ALTER POLICY own ON owners RENAME TO own_clinic;
CREATE POLICY more ON owners USING (clinic = 'all');
DROP POLICY IF EXISTS again ON owners;
CREATE POLICY again ON owners USING (clinic = 'some');
CREATE TABLE pets (id bigint PRIMARY KEY, clinic text);
CREATE POLICY pets_own ON pets AS RESTRICTIVE USING (clinic = current_user);
ALTER POLICY pets_own ON pets USING (true);
DROP POLICY pets_own ON pets;
