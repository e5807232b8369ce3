ALTER TABLE ONLY clinic."Visits" RENAME COLUMN "Fee" TO fee;
