DROP TABLE IF EXISTS visits, "Old Vets";
