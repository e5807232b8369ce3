-- engine: postgresql:11
-- no transaction
ALTER TYPE visit_kind ADD VALUE 'urgent';
