-- change
ALTER TABLE invoices DROP CONSTRAINT invoices_number_check;
