CREATE INDEX owners_telephone_idx ON owners (telephone);

ALTER TABLE owners
    ADD CONSTRAINT owners_telephone_format CHECK (telephone ~ '^[0-9+ ]{6,20}$');
