-- deployed
CREATE TABLE legacy (code text, label text);
-- change
ALTER TABLE legacy ADD CONSTRAINT legacy_pk PRIMARY KEY (code);
