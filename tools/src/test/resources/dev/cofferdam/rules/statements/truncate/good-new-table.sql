CREATE TABLE doubles (id bigint);
TRUNCATE TABLE doubles;
