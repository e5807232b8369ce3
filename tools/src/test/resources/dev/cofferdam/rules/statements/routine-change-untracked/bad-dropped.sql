-- deployed
CREATE FUNCTION phone_of(owner bigint) RETURNS text LANGUAGE sql AS 'SELECT telephone FROM owners WHERE id = owner';
-- change
DROP FUNCTION phone_of(bigint);
DROP EXTENSION citext;
