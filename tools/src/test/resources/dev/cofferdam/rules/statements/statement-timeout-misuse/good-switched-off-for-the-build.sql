-- no transaction
SET statement_timeout = '30s';
SET statement_timeout = 0;
CREATE INDEX CONCURRENTLY owners_telephone ON owners (telephone);
