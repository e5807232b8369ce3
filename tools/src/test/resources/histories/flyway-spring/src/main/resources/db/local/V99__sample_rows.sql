INSERT INTO owners (last_name) VALUES ('Sample');
