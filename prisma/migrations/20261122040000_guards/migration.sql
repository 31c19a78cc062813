-- What the schema language cannot say: rows that never change, one living row of a kind, French search.

-- The journal, published templates, frozen texts and given signatures are written once.
CREATE FUNCTION accordent_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are written once: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER journal_entry_written_once BEFORE UPDATE OR DELETE ON "JournalEntry"
  FOR EACH ROW EXECUTE FUNCTION accordent_refuse_change();
CREATE TRIGGER journal_entry_not_truncated BEFORE TRUNCATE ON "JournalEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION accordent_refuse_change();
CREATE TRIGGER template_version_written_once BEFORE UPDATE OR DELETE ON "TemplateVersion"
  FOR EACH ROW EXECUTE FUNCTION accordent_refuse_change();
CREATE TRIGGER convention_text_written_once BEFORE UPDATE OR DELETE ON "ConventionText"
  FOR EACH ROW EXECUTE FUNCTION accordent_refuse_change();

-- A stored file's bytes never change.
CREATE TRIGGER stored_file_written_once BEFORE UPDATE ON "StoredFile"
  FOR EACH ROW EXECUTE FUNCTION accordent_refuse_change();

-- A signature may only be revoked, once; it is never deleted.
CREATE FUNCTION accordent_only_revoke() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."revokedAt" IS NULL AND NEW."revokedAt" IS NOT NULL
     AND (to_jsonb(NEW) - 'revokedAt') = (to_jsonb(OLD) - 'revokedAt') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a signature may only be revoked, once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER signature_only_revoked BEFORE UPDATE OR DELETE ON "Signature"
  FOR EACH ROW EXECUTE FUNCTION accordent_only_revoke();

-- A school is in a project once at a time, and asks for one product once at a time.
CREATE UNIQUE INDEX "ProjectSchool_living" ON "ProjectSchool" ("projectId", "uai") WHERE "removedOn" IS NULL;
CREATE UNIQUE INDEX "AafAttachment_living" ON "AafAttachment" ("uai", "productId")
  WHERE "status" NOT IN ('rejected', 'cancelled', 'detached');

-- Search without accents, ligatures or case, with typing mistakes.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE FUNCTION accordent_plain(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
  $$ SELECT lower(public.unaccent('public.unaccent', value)) $$;
CREATE INDEX "School_search_trgm" ON "School" USING gin ("searchText" gin_trgm_ops);
CREATE INDEX "Authority_search_trgm" ON "Authority" USING gin ("searchName" gin_trgm_ops);
CREATE INDEX "Commune_search_trgm" ON "Commune" USING gin ("searchName" gin_trgm_ops);

-- Experience sheets: French stems of unaccented words, weighted title > questions > rest.
CREATE FUNCTION accordent_experience_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."search" :=
    setweight(to_tsvector('french', accordent_plain(NEW."title")), 'A') ||
    setweight(to_tsvector('french', accordent_plain(concat_ws(' ', NEW."strengths", NEW."difficulties", NEW."beginning", NEW."today", NEW."impetus"))), 'B') ||
    setweight(to_tsvector('french', accordent_plain(concat_ws(' ', NEW."territory", NEW."context", NEW."governance", NEW."results", NEW."advice", NEW."reusableBy", NEW."authorName"))), 'C');
  RETURN NEW;
END $$;
CREATE TRIGGER experience_report_search BEFORE INSERT OR UPDATE ON "ExperienceReport"
  FOR EACH ROW EXECUTE FUNCTION accordent_experience_search();
