CREATE SCHEMA clinic;
ALTER SCHEMA clinic RENAME TO practice;
