-- What the primary key forbids, the index that it replaces forbade as well.
-- deployed
CREATE TABLE tasks (id bigint NOT NULL, task_id text NOT NULL);
CREATE UNIQUE INDEX unique_task_id ON tasks (task_id);
-- change
DROP INDEX IF EXISTS unique_task_id;
ALTER TABLE tasks ADD PRIMARY KEY (task_id);
