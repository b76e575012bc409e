"""Row reader: the cells of one line read as a lead, and what is wrong with them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qualdesk.domain.business_names import ends_in_legal_form
from qualdesk.domain.mail_domains import business_domain, is_profile
from qualdesk.domain.places import country_code, folded
from qualdesk.exchange import cell_amounts, cell_values, cell_words
from qualdesk.exchange.cell_names import (
    PersonName,
    bare_last_name,
    first_of_several,
    split_name,
    without_aside,
)
from qualdesk.exchange.cell_values import is_nothing, one_line
from qualdesk.exchange.column_matching import Column
from qualdesk.exchange.decoding import UNREADABLE
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_rows import LeadRow, Problem, Sheet
from qualdesk.exchange.name_customs import name_custom
from qualdesk.exchange.page_signs import without_entities
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.reach_ranks import whose_rank
from qualdesk.exchange.row_cells import RowCells
from qualdesk.exchange.row_numbers import RowNumbers, numbers_of
from qualdesk.exchange.row_places import RowPlace, place_called, place_of
from qualdesk.exchange.row_signs import (
    forbids_calls,
    forbids_mail,
    has_opted_out,
    is_left_out,
    question_of,
    report_unclear_consent,
    responded_of,
)

_EMPTY = "The row names neither a company, a person, an address nor a number."


_IN_QUOTES = re.compile(r'^"([^"]+)"$')
"""As Airtable writes a name with a comma that another table tells."""

_NOBODY = PersonName()
_NOTED = frozenset({Field.NOTE, Field.ANSWER, Field.OTHER_PERSON, Field.FULL_NAME})
_NAMING = (Field.FULL_NAME, Field.LAST_NAME, Field.FIRST_NAME, Field.COMPANY)


class _Named(NamedTuple):
    """Who a row speaks of."""

    person: PersonName
    email: str
    company: str
    """The company's name, else the domain of an address that is the company's own."""


def read_row(
    sheet: Sheet, line: int, cells: Sequence[str]
) -> tuple[LeadRow | None, tuple[Problem, ...]]:
    """Return what a row tells, or None if it names nobody or is to be left out, and its problems."""
    whole = "".join(cells)
    if "'" in whole or '="' in whole:
        cells = [*map(cell_values.without_mark, cells)]
    if "&" in whole and ";" in whole:
        cells = [*map(without_entities, cells)]
    if sheet.other_people:
        cells = _with_somebody(sheet, cells)
    row = RowCells(sheet, line, cells)
    _report_bytes(row, cells, whole)
    lead = None if is_left_out(row, cells) else _lead(row)
    return lead, tuple(row.problems)


def _with_somebody(sheet: Sheet, cells: Sequence[str]) -> Sequence[str]:
    """Return the cells, where nothing tells of the first person with the next one in that place."""
    if not all(is_nothing(cells[place]) for place in sheet.first_person):
        return cells
    for told in sheet.other_people:
        if not all(is_nothing(cells[place]) for place in told):
            moved = list(cells)
            for place, into in told.items():
                moved[place], moved[into] = "", cells[place]
            return moved
    return cells


def _lead(row: RowCells) -> LeadRow | None:
    person, firm = _person_and_firm(row)
    place = place_of(row)
    numbers = numbers_of(row, place.country)
    place = place_called(row, place, numbers.phones)
    email = _email(row)
    named = _Named(person, email, firm or business_domain(email))
    names_anybody = named.company or person.first or person.last or numbers.phones or email
    if not (names_anybody or numbers.has_fault):
        row.report("", ProblemKind.EMPTY_ROW, "", _EMPTY)
        return None
    return _told(row, named, place, numbers)


def _told(row: RowCells, named: _Named, place: RowPlace, numbers: RowNumbers) -> LeadRow:
    report_unclear_consent(row)
    is_out = has_opted_out(row)
    responded = responded_of(row)
    first, last = named.person.first, named.person.last
    return LeadRow(
        line=row.line,
        company=named.company or _in_place_of_company(named, numbers),
        title=named.person.title,
        first_name=first,
        last_name=last,
        job_title=row.value(Field.JOB_TITLE),
        phones=numbers.phones,
        extensions=numbers.extensions,
        email=named.email,
        language=cell_words.language_code(row.first(Field.LANGUAGE)),
        street=place.street,
        postal_code=place.postal_code,
        city=place.city,
        region=place.region,
        country=place.country,
        time_zone=place.time_zone,
        zone_source=place.zone_source,
        website=_website(row),
        industry=row.value(Field.INDUSTRY),
        size=cell_amounts.read_size(row.first(Field.SIZE)),
        responded_at=responded.moment.at if responded.moment else None,
        responded_zone=responded.moment.zone if responded.moment else "",
        response=responded.kind,
        minutes=cell_amounts.read_minutes(row.first(Field.MINUTES)),
        question=question_of(row),
        note=_note(row),
        consent=row.value(Field.CONSENT) or row.value(Field.CALL_CONSENT),
        source=row.value(Field.SOURCE),
        is_closed=any(
            cell_words.is_closed_company(cell) for _column, cell in row.of(Field.ACCOUNT_STATUS)
        ),
        has_bad_phone=numbers.has_fault,
        may_not_call=is_out or forbids_calls(row),
        may_not_mail=is_out or forbids_mail(row),
        barred_phones=numbers.barred,
    )


def _in_place_of_company(named: _Named, numbers: RowNumbers) -> str:
    """Return what an account of nobody's company is called: whoever it is, never a mail provider."""
    first, last = named.person.first, named.person.last
    if named.email and not (first and last):
        return named.email
    return f"{first} {last}".strip() or (*numbers.phones, "?")[0]


def _person_and_firm(row: RowCells) -> tuple[PersonName, str]:
    """Return who a row names; some programs write a company where its people have their names."""
    firm, first = _firm(row), row.name(Field.FIRST_NAME)
    whole = row.name(Field.LAST_NAME) or row.name(Field.FULL_NAME)
    may_be_firm = bool(whole) and not first and folded(firm) in {"", folded(whole)}
    if may_be_firm and ends_in_legal_form(folded(without_aside(whole))):
        return _NOBODY, firm or whole
    return _person(row, firm), firm


def _firm(row: RowCells) -> str:
    firm = _IN_QUOTES.sub(r"\1", row.name(Field.COMPANY))
    return "" if cell_words.is_no_company(firm) else firm


def _person(row: RowCells, firm: str) -> PersonName:
    whole = _whole_name(row, firm)
    first, last = row.name(Field.FIRST_NAME), bare_last_name(row.name(Field.LAST_NAME))
    is_of_another = row.sheet.has_nearer_whole_name and _are_two(whole, first, last)
    has_own = bool(first or last) and not is_of_another
    if second := row.name(Field.SECOND_LAST_NAME):
        last = f"{last} {second}" if last else second
    if last and (particle := row.value(Field.NAME_PARTICLE)):
        last = f"{particle} {last}"
    if not has_own:
        first, last = whole.first, whole.last
    return PersonName(_title(row, first, last) or whole.title, first, last)


def _are_two(whole: PersonName, first: str, last: str) -> bool:
    """Whether a whole name and the parts of one have no word in common."""
    words = {*folded(f"{whole.first} {whole.last}").split()}
    return bool(words) and words.isdisjoint(folded(f"{first} {last}").split())


def _title(row: RowCells, first: str, last: str) -> str:
    """Return how somebody is addressed; what holds their name is a greeting, or the name once more."""
    cells = dict.fromkeys(one_line(cell) for _column, cell in row.of(Field.SALUTATION))
    title = " ".join(cell for cell in cells if not is_nothing(cell))
    if not title:
        return ""
    names = {*folded(f"{first} {last}").split()}
    return "" if names & {*folded(title).split()} else title


def _whole_name(row: RowCells, firm: str) -> PersonName:
    """Return the parts of a name that stands in one cell, in the order that its heading tells.

    Odoo writes the company before its people: "Deco AG, Doris Baum".
    """
    for column, cell in row.of(Field.FULL_NAME):
        if name := cell_values.name_of(first_of_several(cell)):
            name = name.removeprefix(f"{firm}, ") if firm else name
            told = country_code(row.value(Field.COUNTRY))
            custom = name_custom(column.name, told, told or row.sheet.region)
            return _NOBODY if cell_words.says_nothing(name) else split_name(name, custom)
    return _NOBODY


def _email(row: RowCells) -> str:
    """Return the first address; what mail programs put behind a name counts last."""
    found = ""
    for column, cell in row.of(Field.EMAIL):
        address = cell_values.read_email(cell)
        found = found or address
        if address or is_nothing(cell) or cell_words.is_no_address(cell):
            continue
        if not cell_words.says_nothing(one_line(cell)):
            row.report(column.name, ProblemKind.INVALID_EMAIL, cell, "This is no e-mail address.")
    return found or next(_behind_names(row), "")


def _behind_names(row: RowCells) -> Iterator[str]:
    for wanted in _NAMING:
        for _column, cell in row.of(wanted):
            if "@" in cell and cell.rstrip().endswith(">"):
                yield cell_values.read_email(cell)


def _other_emails(row: RowCells) -> Iterator[tuple[Column, str]]:
    """Yield the addresses behind the one that is taken, but for who ordered or invited."""
    told = row.of(Field.EMAIL)
    if len(told) == 1 and told[0][1].count("@") <= 1:
        return
    found: dict[str, Column] = {}
    for column, cell in told:
        for address in cell_values.read_emails(cell):
            found.setdefault(address, column)
    others = list(found.items())[1:]
    yield from ((column, address) for address, column in others if whose_rank(column.name) < 1)


def _website(row: RowCells) -> str:
    """Return the company's site; the profile of a person is none."""
    found = row.value(Field.WEBSITE)
    is_none = not found or cell_words.says_nothing(found) or is_profile(found)
    return "" if is_none else found


def _note(row: RowCells) -> str:
    """Return the notes, the answers to a form, who else is named, and where else they are mailed."""
    others = tuple(_other_emails(row))
    if not others and row.lacks(_NOTED):
        return ""
    several = (
        (one, cell) for one, cell in row.of(Field.FULL_NAME) if first_of_several(cell) != cell
    )
    told = (*several, *row.of(Field.ANSWER), *row.of(Field.OTHER_PERSON), *others)
    answers = (
        f"{_asked(row, column)}: {one_line(cell)}" for column, cell in told if not is_nothing(cell)
    )
    notes = row.words(Field.NOTE)
    return "\n".join([*([notes] if notes else []), *answers])


def _asked(row: RowCells, column: Column) -> str:
    """Return what a column answers: its heading, or what stands in the cell of the question."""
    asked = one_line(row.cells[column.asked_at]) if column.asked_at is not None else ""
    return asked or column.name


def _report_bytes(row: RowCells, cells: Sequence[str], whole: str) -> None:
    if "\x00" not in whole and UNREADABLE not in whole:
        return
    for column, cell in zip(row.sheet.columns, cells, strict=True):
        if "\x00" in cell:
            row.report(
                column.name, ProblemKind.NUL, cell, "The cell holds NUL bytes; they are left out."
            )
        if UNREADABLE in cell:
            said = f"A byte here is no letter of the file’s encoding; {UNREADABLE} stands for it."
            row.report(column.name, ProblemKind.UNREADABLE_LETTER, cell, said)
