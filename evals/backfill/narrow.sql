-- Few bytes a row, and the key alone is indexed.
CREATE TABLE subject (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, old varchar(20) NOT NULL);
