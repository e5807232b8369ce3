CREATE TABLE pets (
    id serial PRIMARY KEY,
    code char(5),
    name varchar(80),
    born_at timestamp(3),
    price money,
    settings json,
    number bigserial);
