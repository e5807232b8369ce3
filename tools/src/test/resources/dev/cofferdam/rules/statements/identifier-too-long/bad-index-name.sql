CREATE INDEX CONCURRENTLY owners_telephone_number_including_country_and_area_code_and_extension_idx
    ON owners (telephone);
