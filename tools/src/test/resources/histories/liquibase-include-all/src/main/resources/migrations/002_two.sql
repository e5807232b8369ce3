--liquibase formatted sql
--changeset somebody:2
create table two (id int);
