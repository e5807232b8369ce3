-- deployed
CREATE FUNCTION phone_of(owner bigint) RETURNS text LANGUAGE sql AS 'SELECT telephone FROM owners WHERE id = owner';
-- change
CREATE OR REPLACE FUNCTION phone_of(owner bigint) RETURNS text STABLE LANGUAGE sql AS 'SELECT telephone FROM owners WHERE id = owner';
