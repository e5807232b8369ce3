-- no transaction
-- change
REINDEX (CONCURRENTLY) INDEX orders_total_idx;
REINDEX INDEX CONCURRENTLY orders_placed_idx;
