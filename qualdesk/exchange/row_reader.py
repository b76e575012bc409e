"""Row reader: the cells of one line read as a lead, and what is wrong with them."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from qualdesk.domain.places import country_code, region_code
from qualdesk.domain.postal_codes import region_at, zone_at
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.exchange import cell_values, headings
from qualdesk.exchange.cell_values import Moment, is_nothing, name_of, one_line
from qualdesk.exchange.column_matching import Column
from qualdesk.exchange.decoding import UNREADABLE
from qualdesk.exchange.headings import ADDRESS, PHONES, Field
from qualdesk.exchange.lead_rows import NUMBER_MESSAGES, LeadRow, Problem, Sheet
from qualdesk.exchange.phone_cells import NumberProblem, ReadNumber, ReadNumbers, read_numbers

_CLOCK_SKEW = timedelta(days=1)
_TEST_LEAD = re.compile(r"^<test lead:", re.IGNORECASE)
_STATUSES = (Field.STATUS, Field.RESPONSE, Field.ACCOUNT_STATUS)
_ATTENDED = frozenset({ResponseKind.ATTENDED, ResponseKind.LEFT_EARLY})
_NUMBER_FAULTS = frozenset(NumberProblem)
_SHOWN = 500


class RowReader:
    """Reads the cells of one row and keeps what is wrong with them."""

    def __init__(self, sheet: Sheet, line: int, cells: Sequence[str]) -> None:
        self._sheet = sheet
        self._line = line
        self._cells = cells
        self.problems: list[Problem] = []

    def lead(self) -> LeadRow | None:
        """Return what the row tells, or None if it names nobody or is to be left out."""
        self._report_bytes()
        if self._is_left_out():
            return None
        named = self._person()
        rank = self._address_rank()
        country = country_code(self._place(Field.COUNTRY, rank)) or self._sheet.region
        self._check_country(country)
        code, city = self._place(Field.POSTAL_CODE, rank), self._place(Field.CITY, rank)
        region = self._place(Field.REGION, rank) or region_at(country, code)
        numbers = self._numbers(country)
        phones = tuple(dict.fromkeys(one.phone for _field, one in numbers))
        email = self._email()
        company = self._company() or email.partition("@")[2]
        has_bad_phone = any(one.kind in _NUMBER_FAULTS for one in self.problems)
        if not (company or named.first or named.last or phones or has_bad_phone):
            self._report("", "empty_row", "", _EMPTY)
            return None
        is_out = self._says(Field.OPTED_OUT) or self._has_opted_out()
        response = headings.response_kind(self._first(Field.RESPONSE))
        responded = self._responded(response)
        return LeadRow(
            line=self._line,
            company=company or f"{named.first} {named.last}".strip() or (*phones, "?")[0],
            title=named.title,
            first_name=named.first,
            last_name=named.last,
            job_title=self._value(Field.JOB_TITLE),
            phones=phones,
            extensions=self._extensions(numbers),
            email=email,
            language=headings.language_code(self._first(Field.LANGUAGE)),
            street=", ".join(self._places(Field.STREET, rank)),
            postal_code=code,
            city=city,
            region=region_code(country, region) or region,
            country=country,
            time_zone=self._time_zone(rank) or zone_at(country, code, city),
            website=self._value(Field.WEBSITE),
            industry=self._value(Field.INDUSTRY),
            size=cell_values.read_size(self._first(Field.SIZE)),
            responded_at=responded.at if responded else None,
            responded_zone=responded.zone if responded else "",
            response=response or self._implied_response(),
            minutes=cell_values.read_size(self._first(Field.MINUTES)),
            question=self._words(Field.QUESTION),
            note=self._note(),
            consent=self._value(Field.CONSENT),
            source=self._value(Field.SOURCE),
            is_closed=headings.is_closed(self._first(Field.ACCOUNT_STATUS)),
            has_bad_phone=has_bad_phone,
            may_not_call=is_out or self._says(Field.DO_NOT_CALL),
            may_not_mail=is_out or self._says(Field.DO_NOT_MAIL),
            barred_phones=self._barred(numbers),
        )

    def _is_left_out(self) -> bool:
        """Say that a row is no lead: refunded, cancelled, deleted, closed, or a test."""
        for wanted in (*_STATUSES, Field.LEFT_OUT):
            for _, column, cell in self._raw(wanted):
                is_closed = wanted is Field.STATUS and headings.is_closed(cell)
                is_out = headings.is_yes(cell) if wanted is Field.LEFT_OUT else False
                if is_closed or is_out or headings.is_left_out(cell):
                    said = "The list says that this is no lead any more; the row was left out."
                    self._report(column.name, "left_out", cell, said)
                    return True
        for column, cell in zip(self._sheet.columns, self._cells, strict=True):
            if cell.startswith("<") and _TEST_LEAD.match(cell):
                said = "This row is a test of the form; it was left out."
                self._report(column.name, "left_out", cell, said)
                return True
        return False

    def _says(self, wanted: Field) -> bool:
        """Whether a column that forbids something says so; a day or a reason says yes."""
        return any(
            headings.is_yes(cell) or not (is_nothing(cell) or headings.is_no(cell))
            for _, _, cell in self._raw(wanted)
        )

    def _has_opted_out(self) -> bool:
        refuses = any(headings.is_no(cell) for _, _, cell in self._raw(Field.CONSENT))
        return refuses or any(
            headings.says_opted_out(cell)
            for wanted in _STATUSES
            for _, _, cell in self._raw(wanted)
        )

    def _raw(self, wanted: Field) -> Iterator[tuple[int, Column, str]]:
        for index, column in self._sheet.by_field.get(wanted, ()):
            yield index, column, self._cells[index]

    def _first(self, wanted: Field) -> str:
        return next((one_line(cell) for _, _, cell in self._raw(wanted) if cell.strip()), "")

    def _values(self, wanted: Field) -> list[str]:
        cells = (one_line(cell) for _, _, cell in self._raw(wanted))
        return [cell for cell in cells if not is_nothing(cell)]

    def _value(self, wanted: Field) -> str:
        return (*self._values(wanted), "")[0]

    def _name(self, wanted: Field) -> str:
        name = next((name_of(cell) for _, _, cell in self._raw(wanted) if name_of(cell)), "")
        return "" if headings.says_nothing(name) else name

    def _company(self) -> str:
        return self._name(Field.COMPANY)

    def _person(self) -> cell_values.PersonName:
        whole = cell_values.split_name(self._name(Field.FULL_NAME))
        first, last = self._name(Field.FIRST_NAME), self._name(Field.LAST_NAME)
        has_own = bool(first or last)
        return cell_values.PersonName(
            self._first(Field.SALUTATION) or whole.title,
            first if has_own else whole.first,
            last if has_own else whole.last,
        )

    def _address_rank(self) -> int:
        """Return whose address counts: the best one that tells more than a country."""
        told = [
            (one not in {Field.COUNTRY, Field.TIME_ZONE}, column.rank)
            for one in ADDRESS
            for _, column, cell in self._raw(one)
            if not is_nothing(cell)
        ]
        return min(told, key=lambda one: (not one[0], one[1]), default=(False, 0))[1]

    def _places(self, wanted: Field, rank: int) -> list[str]:
        """Return the cells of one address; what it has no column for, another one tells."""
        ranks = {column.rank for _, column in self._sheet.by_field.get(wanted, ())}
        rank = rank if rank in ranks else min(ranks, default=rank)
        cells = (name_of(cell) for _, column, cell in self._raw(wanted) if column.rank == rank)
        return [cell for cell in cells if not is_nothing(cell)]

    def _place(self, wanted: Field, rank: int) -> str:
        return (*self._places(wanted, rank), "")[0]

    def _time_zone(self, rank: int) -> str:
        """Return the zone of the place if it is one of the tz database; others run no clock."""
        zone = self._place(Field.TIME_ZONE, rank)
        return zone if "/" in zone and cell_values.read_zone(zone) else ""

    def _words(self, wanted: Field) -> str:
        cells = [cell.replace("\x00", "") for _, _, cell in self._raw(wanted)]
        return "\n".join(cell for cell in cells if cell.strip(" "))

    def _note(self) -> str:
        """Return the notes, and what was answered to the questions of a form."""
        answers = (
            f"{column.name}: {one_line(cell)}"
            for _, column, cell in self._raw(Field.ANSWER)
            if not is_nothing(cell)
        )
        notes = self._words(Field.NOTE)
        return "\n".join([*([notes] if notes else []), *answers])

    def _numbers(self, country: str) -> list[tuple[Field, ReadNumber]]:
        found: list[tuple[Field, ReadNumber]] = []
        for wanted in PHONES:
            for _, column, cell in self._raw(wanted):
                read = self._read_numbers(cell, country)
                found += [(wanted, one) for one in read.numbers]
                if read.problem:
                    self._report(column.name, read.problem, cell, NUMBER_MESSAGES[read.problem])
        return found

    def _read_numbers(self, cell: str, country: str) -> ReadNumbers:
        """Read a cell; a calling code or an area code in a column of its own belongs before it."""
        calling = re.sub(r"\D", "", self._first(Field.CALLING_CODE))
        if calling and cell.strip() and not cell.strip().startswith(("+", "00")):
            whole = read_numbers(f"+{calling} {cell}", country)
            if whole.numbers:
                return whole
        area = self._first(Field.AREA_CODE)
        if area and not is_nothing(cell) and not _has_area_code(cell, area):
            whole = read_numbers(f"{area} {cell}", country)
            if whole.numbers:
                return whole
        return read_numbers(cell, country)

    def _extensions(self, numbers: Sequence[tuple[Field, ReadNumber]]) -> dict[str, str]:
        found = {one.phone: one.extension for _field, one in numbers if one.extension}
        own = re.sub(r"\D", "", self._first(Field.EXTENSION))
        if own and numbers:
            found.setdefault(numbers[0][1].phone, own)
        return {str(phone): extension for phone, extension in found.items()}

    def _barred(self, numbers: Sequence[tuple[Field, ReadNumber]]) -> tuple[str, ...]:
        said = {
            Field.DIRECT_PHONE: self._says(Field.DO_NOT_CALL_DIRECT),
            Field.MOBILE: self._says(Field.DO_NOT_CALL_MOBILE),
        }
        barred = [one.phone for wanted, one in numbers if said.get(wanted, False)]
        return tuple(dict.fromkeys(barred))

    def _email(self) -> str:
        found = ""
        for _, column, cell in self._raw(Field.EMAIL):
            found = found or cell_values.read_email(cell)
            if not is_nothing(cell) and not cell_values.read_email(cell):
                self._report(column.name, "invalid_email", cell, "This is no e-mail address.")
        return found

    def _implied_response(self) -> ResponseKind | None:
        """Return what the row shows without saying it: a question asked, time spent there."""
        if self._words(Field.QUESTION):
            return ResponseKind.ASKED
        has_come = any(not is_nothing(cell) for _, _, cell in self._raw(Field.ATTENDED_AT))
        return ResponseKind.ATTENDED if has_come else None

    def _responded(self, response: ResponseKind | None) -> Moment | None:
        if self._sheet.is_never:
            return None
        if self._sheet.responded_at is not None:
            return Moment(self._sheet.responded_at)
        has_come = response in _ATTENDED or response is None
        order = (Field.ATTENDED_AT, Field.RESPONDED_AT) if has_come else (Field.RESPONDED_AT,)
        for wanted in order:
            for index, column, cell in self._raw(wanted):
                if not is_nothing(cell) and (moment := self._moment(index, column, cell)):
                    return moment
        return None

    def _moment(self, index: int, column: Column, cell: str) -> Moment | None:
        """Read when it was; a zone in the heading counts for every cell below it."""
        moment = cell_values.read_moment(
            cell,
            month_first=self._sheet.month_first.get(index, False),
            zone=_zone_in(column.name),
        )
        if moment is None:
            self._report(column.name, "unreadable_date", cell, "This date cannot be read.")
        elif moment.at > self._sheet.now + _CLOCK_SKEW:
            self._report(column.name, "date_in_future", cell, "This date lies in the future.")
        else:
            return Moment(min(moment.at, self._sheet.now), moment.zone)
        return None

    def _check_country(self, country: str) -> None:
        for _, column, cell in self._raw(Field.COUNTRY):
            if not is_nothing(cell) and not country_code(one_line(cell)):
                said = f"This country is not known; {country or 'none'} is taken."
                self._report(column.name, "unknown_country", cell, said)
            return

    def _report_bytes(self) -> None:
        for column, cell in zip(self._sheet.columns, self._cells, strict=True):
            if "\x00" in cell:
                self._report(
                    column.name, "nul", cell, "The cell holds NUL bytes; they are left out."
                )
            if UNREADABLE in cell:
                said = (
                    f"A byte here is no letter of the file’s encoding; {UNREADABLE} stands for it."
                )
                self._report(column.name, "unreadable_letter", cell, said)

    def _report(self, column: str, kind: str, value: str, message: str) -> None:
        self.problems.append(Problem(self._line, column, kind, one_line(value)[:_SHOWN], message))


def _has_area_code(cell: str, area: str) -> bool:
    """Whether a number is written whole although its area code stands in a column too."""
    digits = re.sub(r"\D", "", cell).lstrip("0")
    is_whole = cell.lstrip().startswith(("+", "0"))
    return is_whole or digits.startswith(re.sub(r"\D", "", area).lstrip("0") or "+")


def _zone_in(heading: str) -> str:
    """Return the zone in brackets behind a heading: "Join time (GMT+2)"."""
    found = re.search(r"\(([^()]+)\)\s*$", heading)
    return found[1] if found and cell_values.read_zone(found[1]) else ""


_EMPTY = "The row names neither a company, a person, an address nor a number."
