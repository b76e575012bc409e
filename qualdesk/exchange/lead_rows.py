"""Rows of a lead list: what the cells of one line tell, and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from qualdesk.domain.phone import Phone
from qualdesk.domain.places import country_code, region_code
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.exchange import cell_values, headings
from qualdesk.exchange.cell_values import NumberProblem, one_line
from qualdesk.exchange.headings import Field

_CLOCK_SKEW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be taken from a line as it stands, with the reason."""

    line: int
    column: str
    kind: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column under a name of its own, and the field it is read as."""

    name: str
    field: Field


@dataclass(frozen=True, slots=True)
class LeadRow:
    """What one line tells of a company, a person and their interest."""

    line: int
    company: str = ""
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    job_title: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    language: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    website: str = ""
    industry: str = ""
    size: int | None = None
    responded_at: datetime | None = None
    response: ResponseKind | None = None
    note: str = ""
    consent: str = ""
    is_closed: bool = False
    has_bad_phone: bool = False

    @property
    def person(self) -> str:
        """The whole name, or nothing."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of the whole list while its rows are read."""

    columns: tuple[Column, ...]
    region: str
    now: datetime
    month_first: Mapping[int, bool] = field(default_factory=dict)
    responded_at: datetime | None = None
    """When all of the list responded, if the person said so."""
    is_never: bool = False


class RowReader:
    """Reads the cells of one row and keeps what is wrong with them."""

    def __init__(self, sheet: Sheet, line: int, cells: Sequence[str]) -> None:
        self._sheet = sheet
        self._line = line
        self._cells = cells
        self.problems: list[Problem] = []

    def lead(self) -> LeadRow | None:
        """Return what the row tells, or None if it names nobody."""
        self._report_nuls()
        named = self._person()
        country = country_code(self._first(Field.COUNTRY)) or self._sheet.region
        self._check_country(country)
        region = self._first(Field.REGION)
        phones, has_bad_phone = self._phones(country)
        email = self._email()
        company = self._company() or email.partition("@")[2]
        if not (company or named.first or named.last or phones or has_bad_phone):
            return None
        return LeadRow(
            line=self._line,
            company=company or f"{named.first} {named.last}".strip() or (*phones, "?")[0],
            title=named.title,
            first_name=named.first,
            last_name=named.last,
            job_title=self._value(Field.JOB_TITLE),
            phones=phones,
            email=email,
            language=headings.language_code(self._first(Field.LANGUAGE)),
            street=", ".join(self._values(Field.STREET)),
            postal_code=self._value(Field.POSTAL_CODE),
            city=self._value(Field.CITY),
            region=region_code(country, region) or region,
            country=country,
            website=self._value(Field.WEBSITE),
            industry=self._value(Field.INDUSTRY),
            size=cell_values.read_size(self._first(Field.SIZE)),
            responded_at=self._responded_at(),
            response=headings.response_kind(self._first(Field.RESPONSE)),
            note=self._note(),
            consent=self._value(Field.CONSENT),
            is_closed=headings.is_closed(self._first(Field.ACCOUNT_STATUS)),
            has_bad_phone=has_bad_phone,
        )

    def _raw(self, wanted: Field) -> Iterator[tuple[int, Column, str]]:
        for index, column in enumerate(self._sheet.columns):
            if column.field is wanted:
                yield index, column, self._cells[index]

    def _first(self, wanted: Field) -> str:
        return next((one_line(cell) for _, _, cell in self._raw(wanted) if cell.strip()), "")

    def _values(self, wanted: Field) -> list[str]:
        cells = (one_line(cell) for _, _, cell in self._raw(wanted))
        return [cell for cell in cells if not cell_values.is_nothing(cell)]

    def _value(self, wanted: Field) -> str:
        return (*self._values(wanted), "")[0]

    def _name(self, wanted: Field) -> str:
        name = self._first(wanted)
        return "" if headings.says_nothing(name) else name

    def _company(self) -> str:
        return self._name(Field.COMPANY)

    def _person(self) -> cell_values.PersonName:
        whole = cell_values.split_name(self._name(Field.FULL_NAME))
        return cell_values.PersonName(
            self._first(Field.SALUTATION) or whole.title,
            self._name(Field.FIRST_NAME) or whole.first,
            self._name(Field.LAST_NAME) or whole.last,
        )

    def _note(self) -> str:
        cells = (cell.replace("\x00", "").strip() for _, _, cell in self._raw(Field.NOTE))
        return "\n".join(cell for cell in cells if cell)

    def _phones(self, country: str) -> tuple[tuple[Phone, ...], bool]:
        found: list[Phone] = []
        has_bad = False
        for wanted in (Field.PHONE, Field.MOBILE):
            for _, column, cell in self._raw(wanted):
                read = cell_values.read_numbers(cell, country)
                found += read.phones
                if read.problem:
                    has_bad = True
                    self._report(column.name, read.problem, cell, NUMBER_MESSAGES[read.problem])
        return tuple(dict.fromkeys(found)), has_bad

    def _email(self) -> str:
        for _, column, cell in self._raw(Field.EMAIL):
            if address := cell_values.read_email(cell):
                return address
            if not cell_values.is_nothing(cell):
                self._report(column.name, "invalid_email", cell, "This is no e-mail address.")
        return ""

    def _responded_at(self) -> datetime | None:
        if self._sheet.is_never or self._sheet.responded_at is not None:
            return self._sheet.responded_at
        for index, column, cell in self._raw(Field.RESPONDED_AT):
            if cell_values.is_nothing(cell):
                continue
            month_first = self._sheet.month_first.get(index, False)
            moment = cell_values.read_moment(cell, month_first=month_first)
            if moment is None:
                self._report(column.name, "unreadable_date", cell, "This date cannot be read.")
            elif moment > self._sheet.now + _CLOCK_SKEW:
                self._report(column.name, "date_in_future", cell, "This date lies in the future.")
            else:
                return min(moment, self._sheet.now)
        return None

    def _check_country(self, country: str) -> None:
        for _, column, cell in self._raw(Field.COUNTRY):
            if not cell_values.is_nothing(cell) and not country_code(one_line(cell)):
                said = f"This country is not known; {country or 'none'} is taken."
                self._report(column.name, "unknown_country", cell, said)
            return

    def _report_nuls(self) -> None:
        for column, cell in zip(self._sheet.columns, self._cells, strict=True):
            if "\x00" in cell:
                self._report(
                    column.name, "nul", cell, "The cell holds NUL bytes; they are left out."
                )

    def _report(self, column: str, kind: str, value: str, message: str) -> None:
        self.problems.append(Problem(self._line, column, kind, one_line(value)[:500], message))


NUMBER_MESSAGES = {
    NumberProblem.INVALID: "This is no number that can be dialled.",
    NumberProblem.NEEDS_AREA_CODE: "The number needs its area code.",
    NumberProblem.NEEDS_REGION: "The number needs its country code, or the row a country.",
}
