CREATE TABLE owners (
    id BIGSERIAL PRIMARY KEY,
    last_name VARCHAR(60) NOT NULL,
    email TEXT UNIQUE,
    city TEXT DEFAULT NULL
);
GRANT SELECT ON owners TO ${app_role};
