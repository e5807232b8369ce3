ALTER TYPE priority ADD VALUE 'middle' BEFORE 'high';
