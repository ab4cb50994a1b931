-- What flows may ask of quotations and orders beside their amounts.
ALTER TABLE "quotation" ADD "discount_depth" numeric(18,8) NOT NULL DEFAULT 0, ADD "customer_level" text;
ALTER TABLE "sales_order" ADD "discount_depth" numeric(18,8) NOT NULL DEFAULT 0, ADD "customer_level" text;
ALTER TABLE "quotation" ALTER COLUMN "discount_depth" DROP DEFAULT;
ALTER TABLE "sales_order" ALTER COLUMN "discount_depth" DROP DEFAULT;
