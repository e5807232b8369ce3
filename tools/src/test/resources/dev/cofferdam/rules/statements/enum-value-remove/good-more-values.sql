-- deployed
CREATE TYPE visit_kind AS ENUM ('first', 'repeated');
CREATE TABLE visits (id bigint PRIMARY KEY, kind visit_kind, note text);
-- change
CREATE TYPE wide_kind AS ENUM ('repeated', 'first', 'urgent');
ALTER TABLE visits ALTER COLUMN kind TYPE wide_kind USING kind::text::wide_kind;
ALTER TABLE visits ALTER COLUMN note TYPE visit_kind USING note::visit_kind;
