-- Each update writes into five more indexes.
CREATE TABLE subject (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    old varchar(20) NOT NULL, a integer NOT NULL, b bigint NOT NULL, c timestamptz NOT NULL, d text NOT NULL);
CREATE INDEX subject_a ON subject (a);
CREATE INDEX subject_b ON subject (b);
CREATE INDEX subject_c ON subject (c);
CREATE INDEX subject_d ON subject (d);
CREATE INDEX subject_old ON subject (old);
