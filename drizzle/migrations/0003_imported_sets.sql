CREATE TABLE "imported_set" (
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"holds_from" date NOT NULL,
	"content" text NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imported_set_code_version_pk" PRIMARY KEY("code","version")
);
