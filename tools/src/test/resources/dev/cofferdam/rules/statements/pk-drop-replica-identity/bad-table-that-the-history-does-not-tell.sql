-- change
ALTER TABLE "Invoices" DROP CONSTRAINT IF EXISTS "Invoices_pkey";
