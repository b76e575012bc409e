import pytest

from qualdesk.exchange import phone_cells
from qualdesk.exchange.phone_cells import NumberProblem, read_numbers


@pytest.mark.parametrize(
    ("cell", "region", "expected"),
    [
        ("62447652/62447657", "SG", ["+6562447652", "+6562447657"]),
        ("62447652/62447657 (Sec)", "SG", ["+6562447652", "+6562447657"]),
        ("0221 123456 / 0221 123457 (Sec)", "DE", ["+49221123456", "+49221123457"]),
        ("(617) 253-1000/(503) 588-5000", "US", ["+16172531000", "+15035885000"]),
        ("65653692 (Secondary)", "SG", ["+6565653692"]),
        ("62803880  (Sec)", "SG", ["+6562803880"]),
        ("(617) 253-1000 ::: (503) 588-5000", "US", ["+16172531000", "+15035885000"]),
        ("(617) 253-1000 or\n(503) 588-5000", "US", ["+16172531000", "+15035885000"]),
        ("089 99998210, 030 123456", "DE", ["+498999998210", "+4930123456"]),
        ("089/99998210", "DE", ["+498999998210"]),
        ("+49 (0) 89 99998210", "FR", ["+498999998210"]),
        ("Tel: 02 99 12 34 56 (standard)", "FR", ["+33299123456"]),
        ("0011 6723 23000", "AU", ["+672323000"]),
        ("001-617-253-1000", "US", ["+16172531000"]),
        ("p:+498999998210", "US", ["+498999998210"]),
        ("'+49 89 99998210", "US", ["+498999998210"]),
        ("6172531000.0", "US", ["+16172531000"]),
        ("1-800-FLOWERS", "US", ["+18003569377"]),
        ("03-1234-5678", "JP", ["+81312345678"]),
        ("491711234567", "DE", ["+491711234567"]),
        ("493055501420", "DE", ["+493055501420"]),
        ("4921976543", "DE", ["+494921976543"]),
        ("0491 9765432", "DE", ["+494919765432"]),
        ("33155501420", "FR", ["+33155501420"]),
        ("\u202a089 9999\u200b8210\u202c", "DE", ["+498999998210"]),
    ],
)
def test_the_numbers_of_a_cell_are_found(cell: str, region: str, expected: list[str]) -> None:
    read = read_numbers(cell, region)
    assert list(read.phones) == expected
    assert read.problem is None


@pytest.mark.parametrize(
    ("cell", "region", "expected"),
    [
        ("Tél : 02 99 12 34 56 - Fax : 02 99 12 34 57", "FR", ["+33299123456"]),
        ("Télécopie : 02 99 12 34 57\n02 99 12 34 56", "FR", ["+33299123456"]),
        ("Fax-Nr.: 030 1234568", "DE", []),
        ("Fax: 030/1234568", "DE", []),
        ("FAX：03-1234-5679", "JP", []),
        ("電話03-1234-5678 ファックス03-1234-5679", "JP", ["+81312345678"]),
        ("Tel. 030 123456, Telefax 030 123457", "DE", ["+4930123456"]),
        ("T 030 123456 F 030 123457", "DE", ["+4930123456"]),
        ("030 123456 / 030 123457 (Fax)", "DE", ["+4930123456"]),
        ("Tel./Fax: 030 123456", "DE", ["+4930123456"]),
        ("F: 02 99 12 34 56 M: 06 12 34 56 78", "FR", ["+33299123456", "+33612345678"]),
    ],
)
def test_a_fax_is_never_dialled(cell: str, region: str, expected: list[str]) -> None:
    read = read_numbers(cell, region)
    assert list(read.phones) == expected
    assert read.problem is None


@pytest.mark.parametrize(
    ("cell", "region", "expected"),
    [
        ("030 12345-0 / -100", "DE", ["+4930123450"]),
        ("0221 123456/7", "DE", ["+49221123456"]),
        ("0221 123456/7; 0171 1234567", "DE", ["+49221123456", "+491711234567"]),
        ("Büro 0221 123456/7", "DE", ["+49221123456"]),
        ("0221 12345-10/-11", "DE", ["+492211234510"]),
        ("0221-1234567 (2)", "DE", ["+492211234567"]),
        ("0221 123456/789012", "DE", ["+49221123456"]),
        ("+43 1 5123456/7", "AT", ["+4315123456"]),
        ("(617) 253-1000/1001", "US", ["+16172531000"]),
    ],
)
def test_digits_short_for_another_number_are_named_and_never_glued_to_the_first(
    cell: str, region: str, expected: list[str]
) -> None:
    read = read_numbers(cell, region)
    assert (list(read.phones), read.problem) == (expected, NumberProblem.MORE_DIGITS)


@pytest.mark.parametrize(
    "hours",
    ["8-17 Uhr", "(Mo-Fr 8-17 Uhr)", "8:00-17:00", "9h-17h", "9 am to 5 pm", "24/7", "24h"],
)
def test_opening_hours_are_no_digits_of_a_number(hours: str) -> None:
    read = read_numbers(f"0221 123456 {hours}", "DE")
    assert (read.phones, read.problem) == (("+49221123456",), None)


@pytest.mark.parametrize(
    ("cell", "region", "number", "extension"),
    [
        ("+49 (0)30 123456", "DE", "+4930123456", ""),
        ("(030) 123456", "DE", "+4930123456", ""),
        ("030/123456", "DE", "+4930123456", ""),
        ("0221 / 12 34 56", "DE", "+49221123456", ""),
        ("033056/12345", "DE", "+493305612345", ""),
        ("+36 (20)/123-4567", "HU", "+36201234567", ""),
        ("03(1234)5678", "JP", "+81312345678", ""),
        ("030 12345-0", "DE", "+4930123450", ""),
        ("030/12345 Durchwahl 12", "DE", "+493012345", "12"),
        ("01/5123456 DW 12", "AT", "+4315123456", "12"),
    ],
)
def test_an_area_code_before_a_stroke_or_in_brackets_belongs_to_its_number(
    cell: str, region: str, number: str, extension: str
) -> None:
    (read,) = read_numbers(cell, region).numbers
    assert (read.phone, read.extension) == (number, extension)


@pytest.mark.parametrize(
    ("cell", "extension"),
    [
        ("001-672-799-2170x5610", "5610"),
        ("(850)241-9883x021", "021"),
        ("(617) 253-1000 ext. 12, home", "12"),
        ("617 253 1000 #33", "33"),
        ("(617) 253-1000", ""),
    ],
)
def test_an_extension_is_kept_apart(cell: str, extension: str) -> None:
    (number,) = read_numbers(cell, "US").numbers
    assert number.extension == extension


@pytest.mark.parametrize(
    "cell",
    [
        *("", "N/A", "na", "-", "000-0000", "0000000000", "NOT AVAILABLE", "NC", "unbekannt"),
        *("k.A.", "keine Angabe", "sin teléfono", "Non communiqué", "不明", "なし", " / "),
    ],
)
def test_placeholders_are_no_phone_and_no_error(cell: str) -> None:
    read = read_numbers(cell, "US")
    assert (read.numbers, read.problem) == ((), None)


@pytest.mark.parametrize(
    ("cell", "region", "problem"),
    [
        ("3.34387E+13", "US", NumberProblem.SHORTENED),
        ("3,34387E+13", "DE", NumberProblem.SHORTENED),
        ("253-1000", "US", NumberProblem.NEEDS_AREA_CODE),
        ("9713 6220", "AU", NumberProblem.NEEDS_AREA_CODE),
        ("617-253 (Home)", "US", NumberProblem.INVALID),
        ("(222) 333-4444", "US", NumberProblem.INVALID),
        ("030 123456", "", NumberProblem.NEEDS_REGION),
    ],
)
def test_what_cannot_be_dialled_is_named_and_never_made_up(
    cell: str, region: str, problem: NumberProblem
) -> None:
    read = read_numbers(cell, region)
    assert (read.numbers, read.problem) == ((), problem)


@pytest.mark.parametrize(
    ("cells", "region"),
    [
        (["(617) 253-1000", "(617) 253-2345", "(617) 253-9999", "(617) 253-0000"], "US"),
        (["617253.1234", "617253.5678", "617253.9012", "617253.0000"], "US"),
        (["02 99 12 34 56", "02 99 12 34 57", "02 99 12 99 99", "02 99 12 0000"], "FR"),
        (["+1 246 521 0123", "+1 246 521 0456", "+1 246 521 1456", "+1 246 521 4456"], "US"),
        (["491711234567", "491711234568", "491711239999"], "DE"),
        (["000 1234", "000 1235", "000 1236"], "US"),
    ],
)
def test_a_number_read_by_how_it_begins_is_what_it_is_when_read_alone(
    cells: list[str], region: str
) -> None:
    one_after_another = [read_numbers(cell, region) for cell in cells]
    assert one_after_another == [phone_cells._read_whole(cell, region) for cell in cells]


def test_of_a_cell_of_hundreds_of_strokes_the_first_number_is_read() -> None:
    assert read_numbers("62447652/" * 400, "SG").phones == ("+6562447652",)
