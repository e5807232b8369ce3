-- No statement has made these tables: the DROPs of a first script find none.
-- change
DROP TABLE IF EXISTS concept_set;
CREATE TABLE concept_set (id bigint PRIMARY KEY);
DROP TABLE IF EXISTS concept_set_item;
CREATE TABLE concept_set_item (id bigint PRIMARY KEY);
