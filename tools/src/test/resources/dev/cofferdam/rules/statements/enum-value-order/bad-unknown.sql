ALTER TYPE clinic."Priority" ADD VALUE IF NOT EXISTS 'urgent';
