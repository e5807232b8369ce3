-- deployed
CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    object_id oid,
    on_table regclass,
    answer xml,
    tags varchar(20)[],
    pause interval day to second,
    flags bit(8)
);
-- change
ALTER TABLE jobs ALTER COLUMN object_id TYPE regclass;
ALTER TABLE jobs ALTER COLUMN on_table TYPE integer;
ALTER TABLE jobs ALTER COLUMN answer TYPE text;
ALTER TABLE jobs ALTER COLUMN tags TYPE varchar[];
ALTER TABLE jobs ALTER COLUMN pause TYPE interval;
ALTER TABLE jobs ALTER COLUMN flags TYPE bit varying;
