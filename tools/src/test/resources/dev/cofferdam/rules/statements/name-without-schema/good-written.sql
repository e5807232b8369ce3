-- change
CREATE TABLE shop.orders (id bigint PRIMARY KEY);
CREATE INDEX orders_id_idx ON shop.orders (id);
CREATE TEMPORARY TABLE work (id bigint);
