-- run by a change set
ALTER TABLE from_json ADD COLUMN by_file text DEFAULT '${prefix}';
CREATE INDEX from_json_by_file ON from_json (by_file);
