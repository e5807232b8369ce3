-- engine: postgresql:12
CREATE EXTENSION citext;
