ALTER TABLE cities DROP CONSTRAINT one_city_each;
