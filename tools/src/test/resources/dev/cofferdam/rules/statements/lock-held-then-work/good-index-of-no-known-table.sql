-- deployed
CREATE TABLE queue_message (id bigint, message_id text);
-- change
DROP INDEX IF EXISTS unique_queue_name_message_id;
ALTER TABLE queue_message ADD PRIMARY KEY (message_id);
