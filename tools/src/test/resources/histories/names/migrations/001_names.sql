CREATE TABLE orders (
    id SERIAL PRIMARY KEY UNIQUE,
    a_rather_long_column_name_that_fills_the_room_of_an_identifier_x INT,
    b INT, c INT, d INT,
    UNIQUE (b), UNIQUE (b), CONSTRAINT named_twice UNIQUE (c), UNIQUE (c),
    UNIQUE (b, c), CHECK (b > 0), CHECK (b < 100), CHECK (b < c), CHECK (c > d), CHECK (1 = 1)
);
CREATE INDEX ON orders (b);
CREATE INDEX ON orders (b);
CREATE INDEX ON orders (b DESC NULLS LAST, c) INCLUDE (d);
CREATE INDEX ON orders (a_rather_long_column_name_that_fills_the_room_of_an_identifier_x, b, c, d);
CREATE INDEX ON orders ((b + c), (c + d));
CREATE INDEX ON orders (abs(b), abs(c));
CREATE INDEX ON orders ((b::text));
CREATE INDEX ON orders ((abs(b)), coalesce(b, c));
CREATE TABLE a_table_whose_name_is_as_long_as_a_name_can_possibly_be_in_postgres (
    id BIGSERIAL,
    the_order_that_this_row_belongs_to_and_nothing_else INT REFERENCES orders,
    second INT, third INT,
    PRIMARY KEY (id), UNIQUE (second, third)
);
CREATE TABLE "Quoted Name" ("Id" SMALLSERIAL PRIMARY KEY, "Umlaut ä ö ü ß und noch viel mehr davon, bis es nicht mehr passt" TEXT UNIQUE);
CREATE TABLE pair_of (x INT, y INT, PRIMARY KEY (x, y));
CREATE TABLE child (px INT, py INT, FOREIGN KEY (px, py) REFERENCES pair_of, FOREIGN KEY (px, py) REFERENCES pair_of (x, y));
ALTER TABLE child ADD z INT REFERENCES orders UNIQUE CHECK (z > 3);
ALTER TABLE child ADD FOREIGN KEY (z) REFERENCES orders (id);
