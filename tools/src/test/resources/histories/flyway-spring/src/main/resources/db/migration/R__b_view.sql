CREATE OR REPLACE VIEW towns AS SELECT o.town, a.born FROM owners o JOIN animals a ON a.owner_id = o.id;
