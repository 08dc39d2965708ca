CREATE TABLE "assessed_value" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assessed_value_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"assessment_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"indicator" text NOT NULL,
	"assessed_column" text NOT NULL,
	"printed" text NOT NULL,
	"points" integer NOT NULL,
	"met" boolean,
	"reason" text NOT NULL,
	"known_from" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"known_to" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "assessed_value" ADD CONSTRAINT "assessed_value_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assessed_value_current" ON "assessed_value" USING btree ("assessment_id","unit_id","indicator","assessed_column") WHERE known_to is null;