-- Orders stay locked while customers are read.
-- deployed
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
CREATE TABLE customers (id bigint PRIMARY KEY, email text);
ALTER TABLE customers ADD CONSTRAINT customers_email_set CHECK (email IS NOT NULL) NOT VALID;
-- change
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
ALTER TABLE customers VALIDATE CONSTRAINT customers_email_set;
