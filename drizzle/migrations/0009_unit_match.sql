CREATE TABLE "unit_match" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_match_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source_id" integer NOT NULL,
	"source_code" text NOT NULL,
	"unit_code" text,
	"valid_from" date,
	"valid_to" date,
	"reason" text NOT NULL,
	"known_from" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"known_to" timestamp with time zone,
	"withdrawn_reason" text
);
--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "ignored" jsonb;--> statement-breakpoint
ALTER TABLE "slice" ADD COLUMN "unmatched" jsonb;--> statement-breakpoint
ALTER TABLE "unit_match" ADD CONSTRAINT "unit_match_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unit_match_source" ON "unit_match" USING btree ("source_id","source_code");