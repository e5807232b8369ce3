-- Whoever switched it off did so in another release.
-- deployed
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- change
ALTER TABLE orders ENABLE TRIGGER orders_audit;
