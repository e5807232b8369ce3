CREATE TYPE visit_kind AS ENUM ('first', 'vet''s own');
