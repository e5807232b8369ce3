-- change
CREATE INDEX invoices_number ON ONLY invoices (number);
