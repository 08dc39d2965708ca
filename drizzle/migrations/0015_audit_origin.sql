ALTER TABLE "audit_entry" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "audit_entry" ADD COLUMN "address" text;