CREATE PROCEDURE fill_all() LANGUAGE plpgsql AS $body$
BEGIN
    UPDATE owners SET telephone = '';
    COMMIT;
    BEGIN
        TRUNCATE owners;
    END;
END
$body$;
