-- deployed
CREATE FUNCTION fee(visits int) RETURNS int LANGUAGE sql AS 'SELECT visits * 2';
-- change
ALTER FUNCTION fee(int) RENAME TO fee_of;
CREATE FUNCTION fee(visits int) RETURNS int LANGUAGE sql AS 'SELECT fee_of(visits)';
CREATE FUNCTION tax(visits int) RETURNS int LANGUAGE sql AS 'SELECT visits';
ALTER FUNCTION tax(int) RENAME TO tax_of;
