-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, name text);
-- change
ALTER TABLE "owners" ADD COLUMN "active" boolean DEFAULT true NOT NULL;
ALTER TABLE "owners" ALTER COLUMN "active" DROP DEFAULT;
