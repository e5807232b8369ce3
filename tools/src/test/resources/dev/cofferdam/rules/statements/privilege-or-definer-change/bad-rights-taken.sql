-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
REVOKE UPDATE ON owners FROM petclinic_app;
REVOKE petclinic_reader FROM reports;
