CREATE VIEW phones AS SELECT telephone FROM owners;
DROP VIEW phones;
