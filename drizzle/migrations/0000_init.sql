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
CREATE TABLE "assessment" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assessment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"index_set" text NOT NULL,
	"set_version" integer NOT NULL,
	"set_digest" text NOT NULL,
	"year" smallint NOT NULL,
	"level" text NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"entry_deadline" date NOT NULL,
	"within" text NOT NULL,
	"practice" boolean DEFAULT false NOT NULL,
	"scored_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "exclusion" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exclusion_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"assessment_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"indicator" text NOT NULL,
	"decision_number" text NOT NULL,
	"decision_date" date NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fact_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"unit_id" integer NOT NULL,
	"measure_id" smallint NOT NULL,
	"day" date NOT NULL,
	"source_id" integer NOT NULL,
	"value" bigint NOT NULL,
	"run_id" integer NOT NULL,
	"known_from" timestamp with time zone NOT NULL,
	"known_to" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "imported_set" (
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"holds_from" date NOT NULL,
	"content" text NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imported_set_code_version_pk" PRIMARY KEY("code","version")
);
--> statement-breakpoint
CREATE TABLE "measure" (
	"id" smallint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "measure_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 32767 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"aggregation" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pull_run" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pull_run_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source_id" integer NOT NULL,
	"connector_version" text NOT NULL,
	"state" text NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"fence" uuid NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"records_read" integer DEFAULT 0 NOT NULL,
	"records_expected" integer,
	"pages_read" integer DEFAULT 0 NOT NULL,
	"facts_changed" integer DEFAULT 0 NOT NULL,
	"payload_hash" text,
	"error_code" text,
	"error_family" text,
	"message_vi" text DEFAULT '' NOT NULL,
	"message_en" text DEFAULT '' NOT NULL,
	"held" jsonb,
	"quarantined" jsonb
);
--> statement-breakpoint
CREATE TABLE "record" (
	"slice_id" integer NOT NULL,
	"key" text NOT NULL,
	"unit_id" integer NOT NULL,
	"day" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"title" text,
	"counts" integer[] NOT NULL,
	"reasons" text[]
);
--> statement-breakpoint
CREATE TABLE "slice" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "slice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"run_id" integer NOT NULL,
	"source_id" integer NOT NULL,
	"stream" text NOT NULL,
	"from_day" date,
	"to_day" date,
	"digest" text,
	"declared_total" integer,
	"record_count" integer DEFAULT 0 NOT NULL,
	"duplicate_count" integer DEFAULT 0 NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staged_fact" (
	"slice_id" integer NOT NULL,
	"measure_id" smallint NOT NULL,
	"unit_id" integer NOT NULL,
	"day" date NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score" (
	"assessment_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"indicator" text NOT NULL,
	"state" text NOT NULL,
	"points" integer,
	"known_from" timestamp with time zone NOT NULL,
	"known_to" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "scoreboard" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "scoreboard_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"assessment_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"unit_key" text NOT NULL,
	"parent_key" text,
	"position" integer NOT NULL,
	"rank" integer,
	"points" integer,
	"max_applicable" integer NOT NULL,
	"percent" integer,
	"groups" json NOT NULL,
	"scores" json NOT NULL,
	"digest" text NOT NULL,
	"known_from" timestamp with time zone NOT NULL,
	"known_to" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "source" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "source_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"connector" text NOT NULL,
	"config" jsonb NOT NULL,
	"secrets" text,
	"schedule" text,
	"enabled" boolean DEFAULT true NOT NULL,
	"practice" boolean DEFAULT false NOT NULL,
	"state" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"code" text NOT NULL,
	"level" text NOT NULL,
	"name" text NOT NULL,
	"valid_from" date,
	"valid_to" date
);
--> statement-breakpoint
ALTER TABLE "assessed_value" ADD CONSTRAINT "assessed_value_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusion" ADD CONSTRAINT "exclusion_assessment_id_assessment_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pull_run" ADD CONSTRAINT "pull_run_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slice" ADD CONSTRAINT "slice_run_id_pull_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."pull_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slice" ADD CONSTRAINT "slice_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assessed_value_current" ON "assessed_value" USING btree ("assessment_id","unit_id","indicator","assessed_column") WHERE known_to is null;--> statement-breakpoint
CREATE UNIQUE INDEX "assessment_identity" ON "assessment" USING btree ("index_set","year","level");--> statement-breakpoint
CREATE UNIQUE INDEX "exclusion_identity" ON "exclusion" USING btree ("assessment_id","unit_id","indicator");--> statement-breakpoint
CREATE UNIQUE INDEX "fact_current" ON "fact" USING btree ("unit_id","measure_id","day","source_id") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "fact_history" ON "fact" USING btree ("unit_id","measure_id","day") WHERE known_to is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "measure_code" ON "measure" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "pull_run_live" ON "pull_run" USING btree ("source_id") WHERE state = 'RUNNING';--> statement-breakpoint
CREATE INDEX "pull_run_source" ON "pull_run" USING btree ("source_id","id");--> statement-breakpoint
CREATE INDEX "record_slice" ON "record" USING btree ("slice_id","unit_id");--> statement-breakpoint
CREATE INDEX "slice_run" ON "slice" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "slice_days" ON "slice" USING btree ("source_id","stream","from_day");--> statement-breakpoint
CREATE INDEX "staged_fact_slice" ON "staged_fact" USING btree ("slice_id");--> statement-breakpoint
CREATE INDEX "score_current" ON "score" USING btree ("assessment_id","unit_id") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "scoreboard_ranking" ON "scoreboard" USING btree ("assessment_id","position") WHERE known_to is null;--> statement-breakpoint
CREATE UNIQUE INDEX "scoreboard_unit" ON "scoreboard" USING btree ("assessment_id","unit_id") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "scoreboard_history" ON "scoreboard" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "source_name" ON "source" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_key" ON "unit" USING btree ("key");--> statement-breakpoint
CREATE INDEX "unit_code" ON "unit" USING btree ("code");