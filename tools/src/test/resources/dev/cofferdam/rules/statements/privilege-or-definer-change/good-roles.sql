CREATE ROLE clinic_app LOGIN;
ALTER ROLE clinic_app PASSWORD 'first';
ALTER ROLE reports CREATEDB;
ALTER ROLE reports LOGIN;
ALTER GROUP readers ADD USER reports;
