"""Rows in bulk and values as one parameter, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from qualdesk.store.among import Among
from qualdesk.store.bulk import Bulk, next_ids
from qualdesk.store.columns import table_of
from qualdesk.store.session import Database
from qualdesk.store.tables import ImportedRow, Number, Prospect, TouchText
from tests.builders import a_prospect, writing

_NUMBERS = Bulk(Number, "e164", "digits_from_end", "kind", "zones", skips_known=True)
_OUT_OF_SERVICE = Bulk(
    Number, "e164", "digits_from_end", "kind", "zones", "out_of_service_at", skips_known=True
)
_TEXTS = Bulk(TouchText, "id", "words")
_E164 = table_of(Number).c.e164
_AT = Among(select(_E164, table_of(Number).c.out_of_service_at), _E164)


def a_number(digits: str) -> tuple[str, str, str, str]:
    return (f"+{digits}", digits[::-1], "mobile", "")


def test_rows_go_in_as_they_are_and_are_found_by_any_of_many_values(database: Database) -> None:
    with writing(database) as session:
        _NUMBERS.add(session, (a_number(f"49898{n:04}") for n in range(2_000)))
        found = _AT.read(session, [f"+49898{n:04}" for n in range(0, 4_000, 2)])
    assert len(found) == 1_000


def test_no_value_finds_nothing(database: Database) -> None:
    with writing(database) as session:
        assert _AT.read(session, []) == []


def test_a_row_that_is_known_stays_as_it_is(database: Database) -> None:
    with writing(database) as session:
        _NUMBERS.add(session, [("+4989", "9894", "fixed_line", "")])
        _NUMBERS.add(session, [a_number("4989"), a_number("4990")])
        kinds = session.scalars(select(Number.kind).order_by(Number.e164)).all()
    assert kinds == ["fixed_line", "mobile"]


def test_instants_of_any_zone_come_back_as_the_same_instant(database: Database) -> None:
    there = datetime(2026, 11, 18, 9, 32, tzinfo=timezone(timedelta(hours=1)))
    with writing(database) as session:
        _OUT_OF_SERVICE.add(session, [(*a_number("1"), there), (*a_number("2"), None)])
        found = dict(_AT.read(session, ["+1", "+2"]))
    assert found == {"+1": there.astimezone(UTC), "+2": None}


def test_texts_keep_every_sign(database: Database) -> None:
    words = ["tab\there", "back\\slash", "\\N", "two\nlines", "“quoted”", "", "null", "🙂"]
    with writing(database) as session:
        ids = next_ids(session, TouchText, len(words))
        _TEXTS.add(session, zip(ids, words, strict=True))
        assert session.scalars(select(TouchText.words).order_by(TouchText.id)).all() == words


def test_ids_go_on_behind_those_that_are_there(database: Database) -> None:
    with writing(database) as session:
        known = a_prospect(session, "Acme")
        ids = next_ids(session, Prospect, 3)
        assert len({known, *ids}) == 4


def test_a_row_against_the_schema_is_refused_as_any_other_statement_is(database: Database) -> None:
    wrong = Bulk(ImportedRow, "list_id", "line", "consent", "source", "adds_prospect")
    with pytest.raises(IntegrityError), writing(database) as session:
        wrong.add(session, [(1, 1, None, "", False)])
