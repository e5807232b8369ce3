-- deployed
CREATE TABLE legacy (code text, label text NOT NULL);
CREATE UNIQUE INDEX legacy_code ON legacy (code);
ALTER TABLE legacy ADD CONSTRAINT legacy_code_present CHECK (code IS NOT NULL);
-- change
ALTER TABLE legacy ADD CONSTRAINT legacy_pk PRIMARY KEY USING INDEX legacy_code;
