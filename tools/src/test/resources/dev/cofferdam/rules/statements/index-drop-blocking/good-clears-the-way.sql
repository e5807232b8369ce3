-- The history knows the table, and no index of that name: the DROP finds none.
-- deployed
CREATE TABLE workflow (id bigint PRIMARY KEY, correlation_id text);
-- change
DROP INDEX IF EXISTS workflow_corr_id_index;
CREATE INDEX workflow_corr_id_index ON workflow (correlation_id);
