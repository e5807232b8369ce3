ALTER TABLE owners
    ADD COLUMN nickname text,
    ADD COLUMN city_id bigint NOT NULL DEFAULT 1 REFERENCES cities;
