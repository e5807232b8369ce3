create index on visits using hash (pet_id);
