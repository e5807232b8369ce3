CREATE TABLE visits (id bigint PRIMARY KEY);
CREATE TABLE notes (id bigint, PRIMARY KEY (id));
CREATE TABLE vets (id bigint);
ALTER TABLE ONLY vets ADD CONSTRAINT vets_pkey PRIMARY KEY (id);
