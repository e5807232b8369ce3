-- no transaction
BEGIN;
ALTER TYPE clinic.visit_kind ADD VALUE 'urgent';
ALTER TABLE clinic.visits ALTER COLUMN kind SET DEFAULT 'urgent';
COMMIT;
