ALTER TABLE "staged_fact" DROP CONSTRAINT "staged_fact_measure_id_measure_id_fk";
