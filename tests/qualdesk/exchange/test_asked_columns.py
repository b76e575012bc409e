"""What forms ask in whole sentences: for leave, a number, an address, a question."""

from pathlib import Path

import pytest

from qualdesk.domain.queue_order import ResponseKind
from qualdesk.exchange.column_matching import Matching, matched_columns
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from tests.builders import NOW


def _leads(folder: Path, words: str) -> list[LeadRow]:
    path = folder / "list.csv"
    path.write_text(words, encoding="utf-8")
    return [one.lead for one in LeadList(path, Reading("US"), NOW).rows() if one.lead]


def _fields(names: str, *rows: str, region: str = "US") -> list[Field]:
    cells = [row.split("|") for row in rows]
    return [one.field for one in matched_columns(names.split("|"), cells, region, Matching())]


def test_how_many_questions_are_no_question(tmp_path: Path) -> None:
    words = (
        "First Name,Last Name,Questions Asked,Question,Registration Date\n"
        "Ann,Lee,1,Does it scale?,2026-10-02\nBo,Roe,0,,2026-10-03\n"
    )
    found = _leads(tmp_path, words)
    assert [one.question for one in found] == ["Does it scale?", ""]
    assert [one.response for one in found] == [ResponseKind.ASKED, None]


@pytest.mark.parametrize("cell", ["None", "no questions", "Nein", "-", "特になし", "Keine Fragen"])
def test_whoever_has_no_question_asked_none(tmp_path: Path, cell: str) -> None:
    words = f"Timestamp,Email,Do you have any questions?\n2026-10-02,a@acme.example,{cell}\n"
    (lead,) = _leads(tmp_path, words)
    assert (lead.question, lead.response) == ("", None)


@pytest.mark.parametrize(
    "heading",
    [
        *("Do you have any questions for us?", "Haben Sie noch Fragen an uns?", "Hai domande?"),
        *("Please type your question for the presenter:", "ご質問がございましたらご記入ください"),
    ],
)
def test_a_form_asks_in_a_sentence_whether_there_are_questions(heading: str) -> None:
    assert _fields(f"Email|{heading}", "a@acme.example|When?")[1] is Field.QUESTION


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("May we contact you by phone after the event?", ("Yes", "No"), Field.CALL_CONSENT),
        ("Dürfen wir Sie anrufen?", ("Ja", "Nein"), Field.CALL_CONSENT),
        ("Acceptez-vous d'être recontacté(e) par téléphone ?", ("Oui",), Field.CALL_CONSENT),
        ("I agree to be contacted (checkbox)", ("Yes", "No"), Field.CONSENT),
        ("J'accepte d'être recontacté", ("Oui", "Non"), Field.CONSENT),
        ("I agree to the privacy policy.", ("1", "0"), Field.CONSENT),
        ("Would you like to receive our newsletter?", ("Yes", "No"), Field.MAIL_CONSENT),
        ("I consent to calls and e-mails", ("Checked", ""), Field.CONSENT),
        ("Do you have a phone system?", ("Yes", "No"), Field.ANSWER),
        ("Are you OK with us calling you?", ("1", "0"), Field.CALL_CONSENT),
        ("Darf für Werbezwecke kontaktiert werden", ("Ja", "Nein"), Field.CONSENT),
        ("May we call you?", ("", "-"), Field.CALL_CONSENT),
        ("When may we call you?", ("mornings", "after work"), Field.ANSWER),
        ("Do you accept the new price?", ("Yes", "No"), Field.ANSWER),
    ],
)
def test_a_form_asks_for_leave_in_a_sentence(
    heading: str, cells: tuple[str, ...], expected: Field
) -> None:
    rows = [f"a@acme.example|{cell}" for cell in cells]
    assert _fields(f"Email|{heading}", *rows)[1] is expected


def test_whoever_refuses_a_forms_call_is_not_called_and_their_words_are_kept(
    tmp_path: Path,
) -> None:
    words = "Name,Email,May we call you?\nAnn Lee,ann@lee.example,No\nBo Roe,bo@roe.example,Yes\n"
    found = _leads(tmp_path, words)
    assert [(one.may_not_call, one.consent) for one in found] == [(True, "No"), (False, "Yes")]


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Unter welcher Telefonnummer erreichen wir Sie?", "0171 1234567", Field.PHONE),
        ("What is the best number to reach you?", "0171 1234567", Field.PHONE),
        ("At which e-mail do you want the slides?", "a@acme.example", Field.EMAIL),
        ("What is your order number?", "0171 1234567", Field.ANSWER),
        ("How many phones do you have?", "12", Field.ANSWER),
    ],
)
def test_a_form_asks_for_a_number_in_a_sentence(heading: str, cell: str, expected: Field) -> None:
    assert _fields(f"Company|{heading}", f"Acme|{cell}", region="DE")[1] is expected


def test_a_number_that_is_asked_for_once_more_is_not_dialled() -> None:
    names = "Company|Phone|Which number shall our driver call?"
    assert _fields(names, "Acme|0171 1234567|089 1234567", region="DE")[2] is Field.ANSWER


@pytest.mark.parametrize(
    ("names", "row", "expected"),
    [
        ("your-name|your-email|acceptance|Date", "Ann Lee|a@a.example|1|2026-10-14", True),
        ("Name|Email|Date", "Ann Lee|a@a.example|2026-10-14", False),
        ("name|email|checked_in_at|created_at", "Ann|a@a.example|2026-10-14|2026-10-02", True),
        ("Name|Email|Created at", "Ann Lee|a@a.example|2026-10-14", False),
    ],
)
def test_a_lone_day_is_of_the_response_where_the_list_shows_one(
    names: str, row: str, *, expected: bool
) -> None:
    assert (_fields(names, row)[-1] is Field.RESPONDED_AT) is expected


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Hi there! What's your first name?", "Ann", Field.FIRST_NAME),
        ("And your last name, {{field:abc}}?", "Lee", Field.LAST_NAME),
        ("Qualification: What is your role?", "Buyer", Field.ANSWER),
        ("How many people work in your company?", "12", Field.ANSWER),
    ],
)
def test_a_form_greets_before_it_asks(heading: str, cell: str, expected: Field) -> None:
    assert _fields(f"Email|{heading}", f"a@acme.example|{cell}")[1] is expected
