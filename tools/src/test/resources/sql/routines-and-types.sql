CREATE FUNCTION touch() RETURNS trigger AS $$ BEGIN NEW.updated_at = now(); RETURN NEW; END; $$ LANGUAGE plpgsql;
CREATE OR REPLACE FUNCTION add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'select a + b';
CREATE OR REPLACE FUNCTION app.find(IN term text, OUT id bigint, OUT label varchar(20)) RETURNS SETOF record
    LANGUAGE 'plpgsql' SECURITY DEFINER SET search_path = app, pg_temp COST 10 ROWS 5 AS $body$
BEGIN
    RETURN QUERY SELECT 1::bigint, 'x; y'::varchar; -- a semicolon; in a body
END;
$body$;
CREATE FUNCTION one() RETURNS int RETURN 1 + 1;
CREATE PROCEDURE archive(before date) LANGUAGE sql BEGIN ATOMIC DELETE FROM orders WHERE created_at < before; INSERT INTO log (at) VALUES (CASE WHEN true THEN now() END); END;
CREATE FUNCTION pairs() RETURNS TABLE (a int, b double precision) LANGUAGE sql STABLE AS $$ SELECT 1, 2.0 $$;
DROP FUNCTION IF EXISTS add(integer, integer), touch CASCADE;
DROP PROCEDURE archive(date);
ALTER FUNCTION add(integer, integer) OWNER TO app_owner;
ALTER FUNCTION add(int, int) RENAME TO plus;
CREATE TRIGGER owners_touch BEFORE INSERT OR UPDATE OF last_name, telephone ON owners FOR EACH ROW EXECUTE FUNCTION touch();
CREATE CONSTRAINT TRIGGER check_totals AFTER INSERT OR DELETE ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.total IS DISTINCT FROM 0) EXECUTE PROCEDURE check_totals('arg', 1);
CREATE OR REPLACE TRIGGER view_insert INSTEAD OF INSERT ON owner_pets FOR EACH ROW EXECUTE FUNCTION app.insert_pair();
CREATE TRIGGER log_changes AFTER UPDATE ON orders REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION log_changes();
DROP TRIGGER IF EXISTS owners_touch ON owners;
ALTER TRIGGER owners_touch ON owners RENAME TO owners_updated;
CREATE TYPE order_state AS ENUM ('new', 'paid', 'it''s gone');
CREATE TYPE address AS (street text, zip varchar(10), tags text[]);
CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
ALTER TYPE order_state ADD VALUE IF NOT EXISTS 'refunded' AFTER 'paid';
ALTER TYPE order_state RENAME VALUE 'new' TO 'fresh';
ALTER TYPE order_state RENAME TO state_of_order;
ALTER TYPE address ADD ATTRIBUTE country text CASCADE;
DROP TYPE IF EXISTS order_state;
CREATE DOMAIN positive AS integer DEFAULT 1 NOT NULL CONSTRAINT is_positive CHECK (VALUE > 0);
ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 1000) NOT VALID;
DROP DOMAIN positive;
CREATE SEQUENCE IF NOT EXISTS order_seq AS bigint START WITH 100 INCREMENT BY 50 NO MAXVALUE CACHE 1 OWNED BY orders.id;
ALTER SEQUENCE order_seq RESTART WITH 1000 OWNED BY NONE;
ALTER SEQUENCE order_seq RENAME TO orders_id_seq;
DROP SEQUENCE IF EXISTS order_seq, other_seq;
CREATE SCHEMA IF NOT EXISTS archive AUTHORIZATION app_owner;
ALTER SCHEMA archive RENAME TO attic;
DROP SCHEMA archive CASCADE;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;
ALTER EXTENSION postgis UPDATE TO '3.4';
DROP EXTENSION IF EXISTS pg_trgm;
CREATE CAST (varchar AS order_state) WITH INOUT AS IMPLICIT;
CREATE AGGREGATE my_sum(integer) (sfunc = int4pl, stype = integer, initcond = '0');
