-- change
ALTER TABLE invoices ADD CONSTRAINT invoices_pk PRIMARY KEY USING INDEX invoices_number;
