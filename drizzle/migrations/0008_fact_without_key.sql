ALTER TABLE "fact" DROP CONSTRAINT "fact_pkey";
