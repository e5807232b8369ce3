-- deployed
CREATE TABLE approvals (username text, client_id text, status text, PRIMARY KEY (username, client_id));
-- change
CREATE TABLE new_approvals (user_id text, client_id text, status text, PRIMARY KEY (user_id, client_id));
ALTER TABLE approvals RENAME TO approvals_old;
ALTER TABLE new_approvals RENAME TO approvals;
