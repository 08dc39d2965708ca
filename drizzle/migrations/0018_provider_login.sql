CREATE TABLE "provider_login" (
	"principal_id" text PRIMARY KEY NOT NULL,
	"grants" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
