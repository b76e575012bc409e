"""Letters that were encoded twice: put right where that is sure, left as they are elsewhere."""

from pathlib import Path

import pytest

from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.twice_encoded import mended
from tests.builders import NOW
from tests.workbooks import an_xlsx


def _taken_for(words: str, encoding: str) -> str:
    """Return UTF-8 as a program shows it that takes it for another encoding, gaps as controls."""
    letters = (bytes([code]).decode(encoding, errors="replace") for code in words.encode())
    codes = zip(letters, words.encode(), strict=True)
    return "".join(chr(code) if letter == "\ufffd" else letter for letter, code in codes)


@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1", "mac-roman"])
@pytest.mark.parametrize(
    "words",
    [
        *(
            "Müller",
            "JÖRG",
            "Große Straße 5",
            "Élysée",
            "À la carte",
            "Peña y Cía",
            "Łukasz Dąbrowski",
        ),
        *("Dvořák", "Köln – Süd", "d’été", "50 €"),
    ],
)
def test_letters_encoded_twice_are_put_right(words: str, taken_for: str) -> None:
    assert mended(_taken_for(words, taken_for)) == words


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Müller",
            "JOÃO",
            "MAÇÃ–LARANJA",
            "IRMÃ DULCE",
            "L’état",
            "« été »",
            "Café…",
            "SPÄT…",
            "PÄ–",
        ),
        *("Łódź", "Größe Ã¼ber", "Москва", "東京", "½ Â½ Ü", "Ångström", "“Ä”", "EXTRAÑO…"),
    ],
)
def test_what_somebody_may_have_meant_is_left_as_it_is(words: str) -> None:
    assert mended(words) == words


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_said_once_where_it_was_first_done(tmp_path: Path, kind: str) -> None:
    head, good = ["Firma", "Straße", "Telefon"], ["Bolt", "Weg 1", "030 5550142"]
    broken = [one.encode().decode("cp1252") for one in ("Müller", "Königsallee 1", "089 99998210")]
    path = tmp_path / f"list.{kind}"
    if kind == "csv":
        path.write_text("\n".join(map(";".join, (head, good, broken, broken))), "utf-8")
    else:
        an_xlsx(path, {"Leads": [head, good, broken, broken]})
    found = LeadList(path, Reading("DE"), NOW)
    leads = [one.lead for one in found.rows() if one.lead]
    assert [one.company for one in leads] == ["Bolt", "Müller", "Müller"]
    assert leads[1].street == "Königsallee 1"
    (said,) = found.problems_around()
    assert (said.line, said.kind, said.value) == (3, "mended_letters", "MÃ¼ller")


def test_headings_are_put_right_too(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    words = "Société;Prénom;Téléphone\nAcme;Zoé;01 55 50 14 20\n"
    path.write_text(words.encode().decode("cp1252"), "utf-8")
    (row,) = LeadList(path, Reading("FR"), NOW).rows()
    assert row.lead is not None
    assert (row.lead.company, row.lead.first_name) == ("Acme", "Zoé")
