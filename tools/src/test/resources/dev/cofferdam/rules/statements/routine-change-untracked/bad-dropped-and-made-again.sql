-- deployed
CREATE FUNCTION phone_of(owner bigint) RETURNS text LANGUAGE sql AS 'SELECT telephone FROM owners WHERE id = owner';
-- change
DROP FUNCTION IF EXISTS phone_of(bigint);
CREATE FUNCTION phone_of(owner uuid) RETURNS text LANGUAGE sql AS 'SELECT phone FROM owners WHERE id = owner';
