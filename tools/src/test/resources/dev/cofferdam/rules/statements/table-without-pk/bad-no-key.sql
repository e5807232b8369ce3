CREATE TABLE visits (visit_id bigint NOT NULL, note text);
