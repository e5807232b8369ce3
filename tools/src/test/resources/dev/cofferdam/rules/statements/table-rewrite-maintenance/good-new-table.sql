CREATE TABLE visits (id bigint PRIMARY KEY);
CLUSTER visits USING visits_pkey;
