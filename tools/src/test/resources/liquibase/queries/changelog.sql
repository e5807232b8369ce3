--liquibase formatted sql

--changeset ann:1
CREATE TABLE people (id int);
INSERT INTO people VALUES (1);

--changeset ann:2
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:0 SELECT count(*) FROM people
DROP TABLE people;

--changeset ann:3
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:"1" SELECT count(*) FROM people
ALTER TABLE people ADD COLUMN counted int;
