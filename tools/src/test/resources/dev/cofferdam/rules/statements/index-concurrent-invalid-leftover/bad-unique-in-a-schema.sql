-- no transaction
-- change
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "Invoices_number" ON billing.invoices (number);
