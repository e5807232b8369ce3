-- +goose Up
-- +goose StatementBegin
ALTER TABLE cities ADD COLUMN mayor TEXT;
-- +goose StatementEnd

-- +goose Down
ALTER TABLE cities DROP COLUMN mayor;
