ALTER TABLE cities ADD CONSTRAINT one_city_each UNIQUE USING INDEX cities_mayor;
