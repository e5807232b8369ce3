-- change
ALTER TABLE measurements ATTACH PARTITION measurements_7 FOR VALUES FROM (7) TO (MAXVALUE);
