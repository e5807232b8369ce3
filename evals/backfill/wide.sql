-- Many columns: each update writes the whole row again.
CREATE TABLE subject (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    old varchar(20) NOT NULL,
    a text NOT NULL, b text NOT NULL, c text NOT NULL, d text NOT NULL, e text NOT NULL, f text NOT NULL, g text NOT NULL, h text NOT NULL,
    i numeric(12, 2) NOT NULL, j numeric(12, 2) NOT NULL, k timestamptz NOT NULL, l timestamptz NOT NULL, m uuid NOT NULL, n uuid NOT NULL,
    o jsonb NOT NULL, p jsonb NOT NULL, q bigint NOT NULL, r bigint NOT NULL, s bigint NOT NULL, t bigint NOT NULL);
