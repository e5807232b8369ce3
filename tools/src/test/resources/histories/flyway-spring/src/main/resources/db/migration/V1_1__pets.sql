CREATE TABLE pets (
    id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner_id BIGINT NOT NULL REFERENCES owners,
    weight NUMERIC(6, 2) CHECK (weight > 0),
    born DATE,
    CHECK (born > DATE '1990-01-01' OR weight IS NULL)
);
CREATE INDEX ON pets (owner_id);
CREATE INDEX ON pets (abs(weight), owner_id);
