INSERT INTO vets (first_name) VALUES ('James');
