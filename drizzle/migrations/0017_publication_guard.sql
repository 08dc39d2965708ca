CREATE FUNCTION "publication_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'publication is append-only';
END $$;
--> statement-breakpoint
CREATE TRIGGER "publication_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "publication" FOR EACH STATEMENT EXECUTE FUNCTION "publication_stays"();
