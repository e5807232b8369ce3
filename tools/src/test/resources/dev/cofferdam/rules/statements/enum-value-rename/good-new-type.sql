CREATE TYPE visit_kind AS ENUM ('first', 'repeated');
ALTER TYPE visit_kind RENAME VALUE 'repeated' TO 'follow-up';
