-- The log of who wrote and read what: written by triggers and by audit.note, changed by nobody, each entry chained to the
-- one before it when its transaction commits. Owned by evenhand_access, so that the service cannot write it by hand.

CREATE TABLE IF NOT EXISTS audit.entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor uuid,
    login text NOT NULL DEFAULT session_user,
    action text NOT NULL,
    subject text NOT NULL,
    row_id text NOT NULL DEFAULT '',
    area_id uuid,
    told jsonb NOT NULL DEFAULT '{}',
    untold text[] NOT NULL DEFAULT '{}',
    number_of_rows integer NOT NULL DEFAULT 1,
    purpose uuid,
    reason text NOT NULL DEFAULT '',
    request text NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS entry_subject ON audit.entry (subject, row_id);
CREATE INDEX IF NOT EXISTS entry_actor ON audit.entry (actor, id);
CREATE INDEX IF NOT EXISTS entry_area ON audit.entry (area_id, id);

CREATE TABLE IF NOT EXISTS audit.link (
    position bigint PRIMARY KEY,
    entry_id bigint NOT NULL UNIQUE REFERENCES audit.entry (id),
    hash bytea NOT NULL
);
CREATE TABLE IF NOT EXISTS audit.head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL,
    hash bytea NOT NULL
);
INSERT INTO audit.head (position, hash) VALUES (0, sha256('evenhand')) ON CONFLICT DO NOTHING;

-- What of an entry is chained; the verifying command reads the same columns for itself.
CREATE OR REPLACE FUNCTION audit.sealed_text(e audit.entry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(e.id, extract(epoch FROM e.at), e.actor, e.login, e.action, e.subject, e.row_id, e.area_id,
                             e.told, e.untold, e.number_of_rows, e.purpose, e.reason, e.request)::text
$$;

CREATE OR REPLACE FUNCTION audit.chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
    last audit.head;
    sealed bytea;
BEGIN
    SELECT * INTO last FROM audit.head FOR UPDATE;
    sealed := sha256(last.hash || convert_to(audit.sealed_text(NEW), 'UTF8'));
    INSERT INTO audit.link (position, entry_id, hash) VALUES (last.position + 1, NEW.id, sealed);
    UPDATE audit.head SET position = last.position + 1, hash = sealed;
    RETURN NULL;
END $$;

DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'chain' AND tgrelid = 'audit.entry'::regclass) THEN
        -- Deferred: the head is locked while a transaction commits, not while it works.
        CREATE CONSTRAINT TRIGGER chain AFTER INSERT ON audit.entry
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.chain();
    END IF;
END $$;

CREATE OR REPLACE FUNCTION audit.is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is added to and never changed.';
END $$;
CREATE OR REPLACE TRIGGER final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit.is_final();
CREATE OR REPLACE TRIGGER final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.link
    FOR EACH STATEMENT EXECUTE FUNCTION audit.is_final();

-- For what no trigger sees: that somebody read, logged in, exported.
CREATE OR REPLACE FUNCTION audit.note(action text, subject text, row_id text, area uuid, reason text, rows integer)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    INSERT INTO audit.entry (actor, action, subject, row_id, area_id, reason, number_of_rows, purpose, request)
    VALUES (access.me(), action, subject, row_id, area, reason, rows, access.purpose(),
            coalesce(current_setting('evenhand.request', true), ''))
$$;
