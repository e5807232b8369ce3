CREATE TABLE pets (id serial PRIMARY KEY, name text);
CREATE TABLE kinds (id smallint, name text, PRIMARY KEY (id));
CREATE TABLE visits (number int GENERATED ALWAYS AS IDENTITY, note text);
