-- change
ALTER TABLE "Clinic"."Vets"
    ADD COLUMN nickname text,
    ADD CHECK (length("firstName") > 1);
