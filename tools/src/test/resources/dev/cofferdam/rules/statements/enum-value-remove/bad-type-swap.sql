-- deployed
CREATE TYPE visit_kind AS ENUM ('first', 'repeated', 'lost');
CREATE TABLE visits (id bigint PRIMARY KEY, kind visit_kind);
-- change
ALTER TYPE visit_kind RENAME TO visit_kind_old;
CREATE TYPE visit_kind AS ENUM ('first', 'repeated');
ALTER TABLE visits ALTER COLUMN kind TYPE visit_kind USING kind::text::visit_kind;
DROP TYPE visit_kind_old;
