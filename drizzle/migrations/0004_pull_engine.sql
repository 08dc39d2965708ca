CREATE TABLE "slice_page" (
	"slice_id" integer NOT NULL,
	"number" integer NOT NULL,
	"digest" text NOT NULL,
	"etag" text,
	"items" integer NOT NULL,
	"records" integer NOT NULL,
	"total" integer,
	CONSTRAINT "slice_page_slice_id_number_pk" PRIMARY KEY("slice_id","number")
);
--> statement-breakpoint
DROP INDEX "record_slice";--> statement-breakpoint
ALTER TABLE "record" ALTER COLUMN "key" SET DATA TYPE text collate "C";--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "only_units" jsonb;--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "is_resumable" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "retry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "retries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "pending" jsonb;--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "decision" text;--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "decision_reason" text;--> statement-breakpoint
ALTER TABLE "pull_run" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "record" ADD COLUMN "page" integer;--> statement-breakpoint
ALTER TABLE "record" ADD COLUMN "verdict" text;--> statement-breakpoint
ALTER TABLE "record" ADD COLUMN "vanished_run" integer;--> statement-breakpoint
ALTER TABLE "slice" ADD COLUMN "sealed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "slice" ADD COLUMN "confirmed_run" integer;--> statement-breakpoint
ALTER TABLE "slice" ADD COLUMN "reading" text;--> statement-breakpoint
ALTER TABLE "slice" ADD COLUMN "silent" jsonb;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "record_slice" ON "record" USING btree ("slice_id");