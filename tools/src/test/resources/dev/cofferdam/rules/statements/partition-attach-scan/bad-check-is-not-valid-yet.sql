-- deployed
CREATE TABLE visits (
    id bigint NOT NULL,
    visited_on date NOT NULL,
    note text
) PARTITION BY RANGE (visited_on);
CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE visits_2025 PARTITION OF visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE visits_2023 (id bigint NOT NULL, visited_on date NOT NULL, note text);
ALTER TABLE visits_2023 ADD CONSTRAINT visits_2023_bound CHECK (visited_on >= '2023-01-01' AND visited_on < '2024-01-01') NOT VALID;
-- change
ALTER TABLE visits ATTACH PARTITION visits_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
