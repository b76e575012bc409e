"""People with everyday names on PostgreSQL, written by the server itself, set by set."""

from sqlalchemy import text

from qualdesk.store.session import Session

_PICK = "(CAST(:{names} AS text[]))[1 + abs(hashint8extended(n, {seed}) % cardinality(:{names}))]"
_STATEMENTS = (
    "ALTER TABLE prospect DISABLE TRIGGER prospect_words_put",
    "DROP INDEX prospect_words_by_word",
    f"""
    CREATE TEMPORARY TABLE everyday ON COMMIT DROP AS
    SELECT n, first, last || CASE WHEN n % 2 = 0 THEN '' ELSE lower(stem) || n % 5000 END AS last,
        trim(stem || ending || ' ' || trade || ' ' || form) AS company, lower(stem) AS domain
    FROM (
        SELECT n, {_PICK.format(names="first", seed=1)} AS first,
            {_PICK.format(names="last", seed=2)} AS last,
            {_PICK.format(names="stems", seed=3)} AS stem,
            {_PICK.format(names="endings", seed=4)} AS ending,
            {_PICK.format(names="trades", seed=5)} AS trade,
            {_PICK.format(names="forms", seed=6)} AS form
        FROM generate_series(1, :count) AS n
    ) AS picked
    """,  # noqa: S608 - names of ours
    """
    INSERT INTO account (id, name, folded_name, audience, industry, website, installed)
    SELECT n, company, regexp_replace(lower(company), '[^a-z0-9]+', ' ', 'g'), 'b2b', '', '', ''
    FROM everyday
    """,
    """
    INSERT INTO site (id, account_id, street, city, region, postal_code, country, zone)
    SELECT n, n, '', 'Jena', '', '', 'DE', '' FROM everyday
    """,
    """
    INSERT INTO prospect (id, account_id, site_id, title, first_name, last_name, job_title, email,
        email_domain, folded_words, language, consent)
    SELECT n, n, n, '', first, last, '', lower(first || '.' || last || '@' || domain || '.example'),
        domain || '.example',
        lower(concat_ws(' ', first, last, first, last, domain, 'example')), '', ''
    FROM everyday
    """,
    """
    INSERT INTO number (id, e164, digits_from_end, kind, zones)
    SELECT n, e164, reverse(substr(e164, 2)), '', '' FROM (
        SELECT n, '+4989' || abs(hashint8extended(n, 7) % 1000) || lpad(CAST(n AS text), 7, '0') AS e164
        FROM everyday
    ) AS dialled
    """,
    """
    INSERT INTO prospect_number (prospect_id, number_id, label, extension, position)
    SELECT n, n, '', '', 0 FROM everyday
    """,
    """
    INSERT INTO lead (id, prospect_id, account_id, campaign_id, territory_id, state, lane, due_at,
        interest_at, opened_at, attempts, owner_kind, version)
    SELECT n, n, n, :campaign_id, :territory_id, 'queued', 'fresh', :now, :now, :now, 0,
        'territory', 1
    FROM everyday
    """,
    """
    INSERT INTO prospect_words (prospect_id, words)
    SELECT p.id, words_to_look_up(p.folded_words || ' ' || a.folded_name)
    FROM prospect AS p JOIN account AS a ON a.id = p.account_id
    """,
    """
    CREATE INDEX prospect_words_by_word
    ON prospect_words USING gin (words) WITH (fastupdate = off)
    """,
    "ALTER TABLE prospect ENABLE TRIGGER prospect_words_put",
    "ANALYZE",
)


def fill_everyday(session: Session, count: int, asked: dict[str, object]) -> None:
    """Write so many people, each with a company, a number and a lead; `asked` are names and ground.

    What triggers and the desk do row by row is done once for all: the words, and their index.
    """
    for statement in _STATEMENTS:
        session.execute(text(statement), {**asked, "count": count})
