-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
CREATE TABLE moods (id bigint PRIMARY KEY);
INSERT INTO moods (id) VALUES (1);
ALTER TABLE owners ADD COLUMN mood_id bigint;
