ALTER TABLE "record" ADD COLUMN "source_unit" text;--> statement-breakpoint
CREATE INDEX "record_quarantined" ON "record" USING btree ("slice_id") WHERE unit_id = 0;