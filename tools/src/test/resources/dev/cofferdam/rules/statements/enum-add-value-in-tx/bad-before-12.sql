-- engine: postgresql:11
ALTER TYPE visit_kind ADD VALUE IF NOT EXISTS 'urgent';
