CREATE TABLE owners (id bigint PRIMARY KEY);
ALTER TABLE owners OWNER TO clinic_admin;
REVOKE ALL ON TABLE owners FROM PUBLIC;
GRANT SELECT ON owners TO petclinic_app;
