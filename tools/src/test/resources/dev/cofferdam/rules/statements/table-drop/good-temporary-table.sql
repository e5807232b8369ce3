CREATE TEMPORARY TABLE doubles (id bigint);
DROP TABLE doubles;
