-- change
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
ALTER TABLE orders ENABLE TRIGGER ALL;
