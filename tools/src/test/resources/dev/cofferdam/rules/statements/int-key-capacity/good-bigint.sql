CREATE TABLE pets (id bigint PRIMARY KEY, age int, weight smallint);
CREATE TABLE tags (pet_id int REFERENCES old_pets (id), name text, PRIMARY KEY (pet_id, name));
CREATE TABLE photos (pet_id int PRIMARY KEY REFERENCES old_pets (id));
CREATE TEMPORARY TABLE lost (id serial PRIMARY KEY);
