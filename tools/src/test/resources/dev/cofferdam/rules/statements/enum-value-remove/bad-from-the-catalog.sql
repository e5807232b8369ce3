DELETE FROM pg_enum WHERE enumlabel = 'lost' AND enumtypid = 'visit_kind'::regtype;
