ALTER TYPE visit_kind ADD VALUE 'urgent';
-- change
UPDATE visits SET kind = 'urgent' WHERE id = 7;
