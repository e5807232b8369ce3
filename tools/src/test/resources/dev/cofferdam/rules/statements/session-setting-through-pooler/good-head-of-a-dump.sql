SET client_encoding = 'UTF8';
SET check_function_bodies = false;
