UPDATE "record" SET "verdict" = array_to_string("counts", ',') || coalesce('|' || array_to_string("reasons", ',', ''), '');
--> statement-breakpoint
UPDATE "slice" SET "sealed_at" = "published_at" WHERE "published_at" IS NOT NULL;
