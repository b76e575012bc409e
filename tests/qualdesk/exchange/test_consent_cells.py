"""What cells of consent say, and who must not be called for it."""

from pathlib import Path

import pytest

from qualdesk.exchange.consent_cells import agrees, declines
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from tests.builders import NOW


@pytest.mark.parametrize(
    "cell",
    [
        *("widerrufen am 03.10.2026", "Widerruf 03.10.2026", "withdrawn on 2026-10-03"),
        *("revoked 03/10/2026", "opted out 2026-10-03", "Unsubscribed on 3 Oct 2026"),
        *("No - 03.10.2026", "Nein 03.10.2026", "Refusé le 03/10/2026", "gesperrt seit 01.10.2026"),
        *("nicht erteilt", "not given", "keine", "no opt-in", "I do not agree", "I don’t agree"),
        *("Ich stimme nicht zu", "je n’accepte pas", "non acconsento", "同意しません", "Given: no"),
    ],
)
def test_what_was_refused_or_taken_back_is_no_consent_whatever_its_day(cell: str) -> None:
    assert (declines(cell), agrees(cell)) == (True, False)


@pytest.mark.parametrize(
    "cell",
    [
        *("Ja", "Yes - I agree", "DOI 01.10.2026", "erteilt am 01.10.2026", "agree", "同意する"),
        *(
            "Oui, j’accepte",
            "2026-10-03 15:01:12",
            "Berechtigtes Interesse (keine Einwilligung nötig)",
        ),
    ],
)
def test_a_consent_with_its_day_or_ground_is_one(cell: str) -> None:
    assert (declines(cell), agrees(cell)) == (False, True)


@pytest.mark.parametrize(
    "cell", ["pending", "ausstehend seit 01.10.2026", "no answer", "not asked"]
)
def test_what_is_not_decided_neither_agrees_nor_refuses(cell: str) -> None:
    assert (declines(cell), agrees(cell)) == (False, False)


@pytest.mark.parametrize(
    ("cell", "may_not_call", "may_not_mail"),
    [
        ("nur per E-Mail", True, False),
        ("email only", True, False),
        ("phone only", False, True),
        ("Telefon, E-Mail", False, False),
        ("widerrufen am 03.10.2026", True, True),
    ],
)
def test_a_consent_reaches_as_far_as_it_says(
    tmp_path: Path, cell: str, *, may_not_call: bool, may_not_mail: bool
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'Name,Email,Consent\nAnn Lee,ann@lee.example,"{cell}"\n', "utf-8")
    (lead,) = _leads(path)
    assert (lead.may_not_call, lead.may_not_mail) == (may_not_call, may_not_mail)


def _leads(path: Path) -> list[LeadRow]:
    return [one.lead for one in LeadList(path, Reading("US"), NOW).rows() if one.lead]
