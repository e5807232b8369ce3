-- no transaction
DROP SCHEMA clinic;
DROP DATABASE IF EXISTS petclinic;
DROP OWNED BY clinic_app;
