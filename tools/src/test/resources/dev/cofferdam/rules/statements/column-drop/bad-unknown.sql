alter table clinic.visits drop note, drop column if exists "Fee" cascade;
