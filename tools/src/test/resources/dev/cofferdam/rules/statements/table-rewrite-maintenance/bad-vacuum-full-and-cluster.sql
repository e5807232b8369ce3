-- no transaction
VACUUM FULL owners;
VACUUM (FULL, ANALYZE) visits;
CLUSTER pets USING pets_pkey;
CLUSTER;
