-- no transaction
LOCK visits;
