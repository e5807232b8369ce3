ALTER TYPE clinic.visit_kind RENAME VALUE 'repeated' TO 'follow-up';
