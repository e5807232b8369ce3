--liquibase formatted sql
--changeset somebody:1
create table one (id int);
