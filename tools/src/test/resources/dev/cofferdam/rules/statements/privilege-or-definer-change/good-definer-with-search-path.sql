CREATE FUNCTION phone_of(owner bigint) RETURNS text LANGUAGE sql
    SECURITY DEFINER SET search_path = clinic, pg_temp
    AS 'SELECT telephone FROM owners WHERE id = owner';
REVOKE ALL ON FUNCTION phone_of(bigint) FROM PUBLIC;
