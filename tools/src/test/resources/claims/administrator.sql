-- What only a superuser can make and some statements need.
CREATE FOREIGN DATA WRAPPER nowhere;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nowhere;
GRANT USAGE ON FOREIGN SERVER nowhere TO cofferdam_owner;
CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
