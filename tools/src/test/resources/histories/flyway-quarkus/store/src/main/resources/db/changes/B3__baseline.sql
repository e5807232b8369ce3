CREATE TABLE items (id UUID DEFAULT gen_random_uuid() PRIMARY KEY, sku TEXT NOT NULL, price INT, UNIQUE (sku, price));
SELECT pg_catalog.set_config('search_path', '', false);
