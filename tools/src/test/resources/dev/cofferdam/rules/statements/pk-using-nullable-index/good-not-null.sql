-- deployed
CREATE TABLE legacy (code text, label text NOT NULL);
CREATE UNIQUE INDEX legacy_label ON legacy (label);
-- change
ALTER TABLE legacy ADD PRIMARY KEY USING INDEX legacy_label;
