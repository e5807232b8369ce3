UPDATE visits v SET note = o.note FROM old_visits o WHERE v.id = o.id;
