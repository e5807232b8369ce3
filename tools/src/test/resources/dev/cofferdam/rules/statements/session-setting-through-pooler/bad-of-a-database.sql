ALTER DATABASE clinic SET search_path = clinic, public;
ALTER ROLE clinic_app SET statement_timeout TO '1s';
ALTER ROLE clinic_app IN DATABASE clinic SET default_transaction_read_only = on;
