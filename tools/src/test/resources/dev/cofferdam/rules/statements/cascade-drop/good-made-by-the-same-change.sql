CREATE TYPE mood AS ENUM ('calm');
CREATE TABLE doubles (id bigint, mood mood);
DROP TYPE mood CASCADE;
DROP TABLE doubles CASCADE;
DROP TRIGGER sync ON owners CASCADE;
