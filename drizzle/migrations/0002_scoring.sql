CREATE TABLE "scoring" (
	"assessment_id" integer NOT NULL,
	"scored_at" timestamp with time zone NOT NULL,
	"units" integer NOT NULL,
	"practice" boolean NOT NULL,
	"set_version" integer NOT NULL,
	"set_digest" text NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"entry_deadline" date NOT NULL,
	"within" text NOT NULL,
	CONSTRAINT "scoring_assessment_id_scored_at_pk" PRIMARY KEY("assessment_id","scored_at")
);
--> statement-breakpoint
DROP INDEX "scoreboard_history";--> statement-breakpoint
ALTER TABLE "scoring" ADD CONSTRAINT "scoring_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "scoreboard_past_ranking" ON "scoreboard" USING btree ("assessment_id","position","known_from");--> statement-breakpoint
CREATE INDEX "scoreboard_past_unit" ON "scoreboard" USING btree ("assessment_id","unit_id","known_from");