ALTER TABLE "Order" ADD COLUMN code text DEFAULT shop.next_code('A');
