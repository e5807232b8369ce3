ALTER VIEW clinic.phones SET SCHEMA archive;
ALTER FUNCTION phone_of(bigint) SET SCHEMA "Archive";
