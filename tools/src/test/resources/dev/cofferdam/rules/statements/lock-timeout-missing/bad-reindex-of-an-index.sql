-- no transaction
-- change
REINDEX INDEX orders_total_idx;
