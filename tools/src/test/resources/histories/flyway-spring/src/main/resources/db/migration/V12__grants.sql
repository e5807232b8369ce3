CREATE TABLE ${tenant_schema}.visits (id INT, animal_id INT REFERENCES animals (id) ON DELETE CASCADE, PRIMARY KEY (id));
