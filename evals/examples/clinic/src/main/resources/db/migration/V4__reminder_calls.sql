CREATE VIEW reminder_calls AS
SELECT v.id, v.visit_date, p.name AS pet, o.last_name, o.telephone
FROM visits v
JOIN pets p ON p.id = v.pet_id
JOIN owners o ON o.id = p.owner_id;
