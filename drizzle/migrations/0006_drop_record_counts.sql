ALTER TABLE "record" ALTER COLUMN "verdict" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "record" DROP COLUMN "counts";--> statement-breakpoint
ALTER TABLE "record" DROP COLUMN "reasons";