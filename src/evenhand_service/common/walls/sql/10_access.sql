-- Who holds what, asked by every policy. These functions belong to evenhand_access, a role nobody logs in as: it may
-- read memberships, roles, areas, agreements and purposes, and nothing else.

CREATE OR REPLACE FUNCTION access.me() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('evenhand.user', true), '')::uuid $$;

CREATE OR REPLACE FUNCTION access.purpose() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('evenhand.purpose', true), '')::uuid $$;

-- Which day a moment lies in where the service is used (TIME_ZONE in the settings), and which day it is now. Connections
-- keep UTC, in which a summer's day begins an hour late: whose role ended would stay an hour, whose begins would wait.
CREATE OR REPLACE FUNCTION access.day_of(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS
$$ SELECT (moment AT TIME ZONE 'Europe/London')::date $$;

CREATE OR REPLACE FUNCTION access.today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT access.day_of(now()) $$;

-- Roles that an active person holds today, in an organisation that has not ended.
CREATE OR REPLACE FUNCTION access.running(who uuid)
RETURNS TABLE (role text, area_id uuid, organisation_id uuid) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT m.role::text, m.area_id, m.organisation_id
    FROM accounts_membership m
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    JOIN organisations_organisation o ON o.id = m.organisation_id AND (o.ends IS NULL OR o.ends >= access.today())
    WHERE m.user_id = who AND m.starts <= access.today() AND (m.ends IS NULL OR m.ends >= access.today())
$$;

-- Where somebody holds a permission.
CREATE OR REPLACE FUNCTION access.held(who uuid, wanted text)
RETURNS TABLE (area_id uuid, organisation_id uuid) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT h.area_id, h.organisation_id
    FROM access.running(who) h JOIN accounts_rolepermission r ON r.role = h.role AND r.permission = wanted
$$;

-- Everything that somebody may do somewhere: for menus and for the first question of a page.
CREATE OR REPLACE FUNCTION access.permissions(who uuid)
RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(DISTINCT r.permission::text), '{}')
    FROM access.running(who) h JOIN accounts_rolepermission r ON r.role = h.role
$$;

-- Everything that somebody may do in one area: by a role there, or in an area that it lies within.
CREATE OR REPLACE FUNCTION access.permissions_in(who uuid, area uuid)
RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE around(area_id, parent_id) AS (
        SELECT a.id, a.parent_id FROM organisations_area a WHERE a.id = area
        UNION
        SELECT a.id, a.parent_id FROM organisations_area a JOIN around w ON a.id = w.parent_id
    )
    SELECT coalesce(array_agg(DISTINCT r.permission::text), '{}')
    FROM around w JOIN access.running(who) h ON h.area_id = w.area_id
    JOIN accounts_rolepermission r ON r.role = h.role
$$;

-- Every area that lies within those for which the person holds the permission.
CREATE OR REPLACE FUNCTION access.areas(who uuid, wanted text)
RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE within(area_id) AS (
        SELECT h.area_id FROM access.held(who, wanted) h
        UNION
        SELECT a.id FROM organisations_area a JOIN within w ON a.parent_id = w.area_id
    )
    SELECT coalesce(array_agg(area_id), '{}') FROM within
$$;

CREATE OR REPLACE FUNCTION access.anywhere(who uuid, wanted text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT EXISTS (SELECT 1 FROM access.held(who, wanted)) $$;

-- The people who hold or held a role in the areas for which somebody has a permission.
CREATE OR REPLACE FUNCTION access.overseen(who uuid, wanted text)
RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(array_agg(DISTINCT m.user_id), '{}')
    FROM accounts_membership m WHERE m.area_id = ANY (access.areas(who, wanted))
$$;

-- Whether a purpose file that is complete and running covers a class of data in an area.
CREATE OR REPLACE FUNCTION access.covered(purpose uuid, area uuid, wanted_class text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM organisations_purpose p
        WHERE p.id = purpose AND p.area_id = area AND p.state = 'complete' AND wanted_class = ANY (p.data_classes)
          AND p.starts <= access.today() AND p.expires >= access.today())
$$;

-- Whose data of which class, in which area: one's own organisation's, and what running agreements share with it.
-- Justice organisations never see care or equality data, and nobody sees a characteristic without a purpose.
CREATE OR REPLACE FUNCTION access.shares(who uuid, wanted text)
RETURNS TABLE (area_id uuid, organisation_id uuid, data_class text) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE within(area_id, organisation_id) AS (
        SELECT h.area_id, h.organisation_id FROM access.held(who, wanted) h
        UNION
        SELECT a.id, w.organisation_id FROM organisations_area a JOIN within w ON a.parent_id = w.area_id
    ), reached AS (
        SELECT w.area_id, w.organisation_id AS mine, w.organisation_id AS theirs, c.data_class
        FROM within w CROSS JOIN (VALUES ('aggregate'), ('care'), ('justice'), ('equality')) c(data_class)
        UNION
        SELECT w.area_id, w.organisation_id, theirs.organisation_id, c.data_class
        FROM within w
        JOIN organisations_agreementparty mine ON mine.organisation_id = w.organisation_id
        JOIN organisations_agreement g ON g.id = mine.agreement_id AND g.state = 'agreed'
             AND g.starts <= access.today() AND (g.ends IS NULL OR g.ends >= access.today())
             AND (g.area_id IS NULL OR g.area_id = w.area_id)
        JOIN organisations_agreementparty theirs ON theirs.agreement_id = g.id
        CROSS JOIN unnest(g.data_classes) c(data_class)
    )
    SELECT DISTINCT r.area_id, r.theirs, r.data_class
    FROM reached r JOIN organisations_organisation o ON o.id = r.mine
    WHERE (r.data_class NOT IN ('care', 'equality') OR NOT o.is_justice)
      AND (r.data_class <> 'equality' OR access.covered(access.purpose(), r.area_id, 'equality'))
$$;
