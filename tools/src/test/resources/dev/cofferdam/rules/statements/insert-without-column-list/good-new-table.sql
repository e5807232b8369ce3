CREATE TABLE moods (id bigint PRIMARY KEY, name text);
INSERT INTO moods VALUES (1, 'calm');
