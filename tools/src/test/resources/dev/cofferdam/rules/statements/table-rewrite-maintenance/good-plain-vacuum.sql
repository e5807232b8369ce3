-- no transaction
VACUUM (ANALYZE) owners;
VACUUM;
ANALYZE owners;
