-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE log (id bigint, telephone text);
-- change
CREATE RULE no_more AS ON INSERT TO owners DO INSTEAD NOTHING;
CREATE RULE elsewhere AS ON DELETE TO owners WHERE (old.id > 10) DO INSTEAD DELETE FROM log WHERE id = old.id;
CREATE RULE too AS ON UPDATE TO owners DO ALSO INSERT INTO log VALUES (new.id, new.telephone);
