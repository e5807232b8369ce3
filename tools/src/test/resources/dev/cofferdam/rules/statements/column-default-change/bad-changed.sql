-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new');
-- change
ALTER TABLE owners ALTER status SET DEFAULT 'unseen';
