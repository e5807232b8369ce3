-- deployed
CREATE TABLE clinics (country text, name text) PARTITION BY LIST (country);
CREATE TABLE clinics_de (country text CHECK (country IN ('DE', 'AT')), name text);
-- change
ALTER TABLE clinics ATTACH PARTITION clinics_de FOR VALUES IN ('DE', 'AT');
