ALTER DATABASE clinic SET log_min_duration_statement = '1s';
ALTER DATABASE clinic SET TABLESPACE fast;
ALTER ROLE clinic_app SET application_name = 'clinic';
ALTER ROLE clinic_app RESET ALL;
