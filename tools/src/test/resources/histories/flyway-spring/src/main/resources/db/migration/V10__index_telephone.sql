-- runs outside a transaction, as Flyway decides by the word
CREATE INDEX CONCURRENTLY owners_by_telephone ON owners (telephone) WHERE telephone IS NOT NULL AND city <> 'nowhere';
