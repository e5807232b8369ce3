CREATE TYPE mood AS ENUM ('sad', 'happy');
ALTER TABLE animals ADD mood mood NOT NULL DEFAULT 'happy';
