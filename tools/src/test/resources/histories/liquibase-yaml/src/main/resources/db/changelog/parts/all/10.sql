CREATE TABLE plain_sql (id int PRIMARY KEY);
CREATE TABLE plain_sql_two (id int);
