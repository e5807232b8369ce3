CREATE TABLE orders (id INT PRIMARY KEY, item UUID REFERENCES items);
CREATE TABLE public.elsewhere (order_id INT REFERENCES shop.orders);
