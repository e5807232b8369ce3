-- deployed
CREATE TABLE legacy (code text NOT NULL, label text);
-- change
ALTER TABLE legacy ADD PRIMARY KEY (code);
