-- deployed
CREATE FUNCTION fee(visits int) RETURNS int LANGUAGE sql AS 'SELECT visits * 2';
CREATE PROCEDURE archive() LANGUAGE sql AS 'SELECT 1';
-- change
ALTER FUNCTION fee(int) RENAME TO fee_of;
ALTER PROCEDURE archive RENAME TO archive_all;
