-- engine: postgresql:13
-- change
ALTER TABLE invoices ADD CONSTRAINT invoices_number_present CHECK (number IS NOT NULL) NOT VALID;
-- change
ALTER TABLE invoices VALIDATE CONSTRAINT invoices_number_present;
-- change
ALTER TABLE invoices ALTER COLUMN number SET NOT NULL;
