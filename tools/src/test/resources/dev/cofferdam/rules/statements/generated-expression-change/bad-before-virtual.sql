-- engine: postgresql:17
ALTER TABLE owners ALTER search SET EXPRESSION AS (lower(trim(name)));
