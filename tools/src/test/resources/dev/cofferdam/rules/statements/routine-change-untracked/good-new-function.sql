CREATE OR REPLACE FUNCTION phone_of(owner bigint) RETURNS text LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION phone_of(bigint);
DROP FUNCTION IF EXISTS city_of(bigint);
