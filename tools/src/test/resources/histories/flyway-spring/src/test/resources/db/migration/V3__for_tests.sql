CREATE TABLE for_tests (id INT);
