-- deployed
CREATE TYPE visit_kind AS ENUM ('first', 'repeated');
CREATE TABLE visits (id bigint PRIMARY KEY, kind varchar(20));
-- change
ALTER TABLE visits ALTER COLUMN kind TYPE visit_kind USING kind::visit_kind;
