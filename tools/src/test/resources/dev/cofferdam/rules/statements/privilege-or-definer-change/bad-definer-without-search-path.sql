CREATE FUNCTION phone_of(owner bigint) RETURNS text LANGUAGE sql
    SECURITY DEFINER
    AS 'SELECT telephone FROM owners WHERE id = owner';
