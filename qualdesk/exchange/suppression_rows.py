"""Suppression lists as CSV: which numbers, addresses, domains or companies each line names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.phone import has_numbers
from qualdesk.domain.places import country_code, folded
from qualdesk.domain.suppression import read_domain
from qualdesk.errors import InputError
from qualdesk.exchange import headings
from qualdesk.exchange.cell_values import is_nothing, one_line, read_email
from qualdesk.exchange.csv_records import records
from qualdesk.exchange.csv_text import read_text
from qualdesk.exchange.fields import PHONES, Field
from qualdesk.exchange.lead_rows import NUMBER_MESSAGES, Problem
from qualdesk.exchange.phone_cells import NumberProblem, read_numbers
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.records import Record

_SCOPES = {
    **dict.fromkeys(PHONES, SuppressionScope.NUMBER),
    Field.EMAIL: SuppressionScope.ADDRESS,
    Field.COMPANY: SuppressionScope.COMPANY,
}
_DOMAIN_HEADINGS = frozenset(
    {"domain", "domains", "domain name", "email domain", "e mail domain", "mail domain"}
)
_SPECIFIC = {SuppressionScope.NUMBER, SuppressionScope.ADDRESS, SuppressionScope.DOMAIN}
_TARGETS = {
    "phone": SuppressionScope.NUMBER,
    "email": SuppressionScope.ADDRESS,
    "domain": SuppressionScope.DOMAIN,
    "company": SuppressionScope.COMPANY,
}
_IS_NO = {
    SuppressionScope.ADDRESS: ("invalid_email", "This is no e-mail address."),
    SuppressionScope.DOMAIN: ("invalid_domain", "This is no domain."),
    SuppressionScope.COMPANY: ("invalid_company", "This is no name of a company."),
}

Named = tuple[SuppressionScope, str]
"""A scope and the value that it names."""


@dataclass(frozen=True, slots=True)
class NamingRow:
    """One line: whom it names, and what could not be read; it names nobody if `named` is empty."""

    line: int
    named: tuple[Named, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class NamingColumn:
    """A column that names whom to bar."""

    index: int
    name: str
    scope: SuppressionScope


@dataclass(frozen=True, slots=True)
class SuppressionReading:
    """How a list shall be read: what the person chose; empty means found out."""

    region: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""


def read_suppressions(path: Path, reading: SuppressionReading) -> list[NamingRow]:
    """Read a list; a file without headings is read by what its first line holds.

    Companies count only in a list that has neither numbers nor addresses nor domains: beside
    those they merely say where somebody works.

    Raises:
        InputError: if the file cannot be read or no column names anybody.
    """
    region = country_code(reading.region)
    if reading.region and not has_numbers(region):
        raise InputError(
            f"There is no region “{reading.region}”. Give a country, for example US, DE or FR."
        )
    text = read_text(path, encoding=reading.encoding, delimiter=reading.delimiter)
    head = next((one for one in records(text) if not one.fault), None)
    if head is None:
        raise InputError("No line of this file can be read. Save it as CSV again.")
    columns, after = _columns(head, reading, region, path.name)
    rows = [
        _row(record, columns, region)
        for record in records(text, after=after, width=len(head.cells))
    ]
    _check_region(rows, path.name)
    return rows


def _columns(
    head: Record, reading: SuppressionReading, region: str, file_name: str
) -> tuple[list[NamingColumn], int]:
    """Return the columns that name somebody, and the line behind which the rows begin."""
    columns = _by_headings(head.cells, reading.mapping)
    if columns:
        return _most_specific(columns), head.last_line
    columns = _by_values(head.cells, region)
    if columns:
        return columns, 0
    raise InputError(
        f"No heading of {file_name} is known as a column of numbers, e-mail addresses, domains or"
        ' companies. Say which it is, for example --map "COLUMN=phone".'
    )


def _check_region(rows: Sequence[NamingRow], file_name: str) -> None:
    lost = [one for row in rows for one in row.problems if one.kind == NumberProblem.NEEDS_REGION]
    if lost and not any(row.named for row in rows):
        raise InputError(
            f"The phone numbers in {file_name} have no country code, for example “{lost[0].value}”"
            f" in line {lost[0].line}. Say where they belong, for example --region US."
        )


def _by_headings(cells: Sequence[str], mapping: Mapping[str, str]) -> list[NamingColumn]:
    names = [one_line(cell) for cell in cells]
    for name, target in mapping.items():
        if name not in names:
            raise InputError(f"There is no column “{name}”. The columns are: {', '.join(names)}.")
        if target not in _TARGETS:
            raise InputError(
                f"There is no field “{target}”. The fields are: {', '.join(_TARGETS)}."
            )
    if mapping:
        scopes = [_TARGETS.get(mapping.get(name, "")) for name in names]
    else:
        guessed = headings.guessed_fields(cells)
        scopes = [_scope_of(name, one) for name, one in zip(names, guessed, strict=True)]
    return [
        NamingColumn(index, names[index], scope)
        for index, scope in enumerate(scopes)
        if scope is not None
    ]


def _scope_of(name: str, guessed: Field) -> SuppressionScope | None:
    if folded(name) in _DOMAIN_HEADINGS:
        return SuppressionScope.DOMAIN
    return _SCOPES.get(guessed)


def _most_specific(columns: list[NamingColumn]) -> list[NamingColumn]:
    specific = [one for one in columns if one.scope in _SPECIFIC]
    return specific or columns


def _by_values(cells: Sequence[str], region: str) -> list[NamingColumn]:
    """Return the columns of a file without headings, by what its first line holds."""
    columns = []
    for index, cell in enumerate(cells):
        scope = _scope_of_value(cell, region)
        if scope is not None:
            columns.append(NamingColumn(index, f"Column {index + 1}", scope))
    return columns


def _scope_of_value(cell: str, region: str) -> SuppressionScope | None:
    if read_email(cell):
        return SuppressionScope.ADDRESS
    if read_numbers(cell, region).phones:
        return SuppressionScope.NUMBER
    return SuppressionScope.DOMAIN if read_domain(cell) else None


def _row(record: Record, columns: Sequence[NamingColumn], region: str) -> NamingRow:
    if record.fault:
        broken = Problem(
            record.line, "", ProblemKind.BROKEN_ROW, record.raw.strip()[:500], record.fault
        )
        return NamingRow(record.line, (), (broken,))
    named: dict[Named, None] = {}
    problems: list[Problem] = []
    for column in columns:
        cell = record.cells[column.index] if column.index < len(record.cells) else ""
        if is_nothing(cell):
            continue
        found, kind, message = _read(one_line(cell), column.scope, region)
        named |= dict.fromkeys(found)
        if not found:
            problems.append(Problem(record.line, column.name, kind, one_line(cell)[:500], message))
    if not named and not problems:
        problems.append(
            Problem(record.line, "", ProblemKind.EMPTY_ROW, "", "The line names nobody.")
        )
    return NamingRow(record.line, tuple(named), tuple(problems))


def _read(cell: str, scope: SuppressionScope, region: str) -> tuple[list[Named], str, str]:
    """Return what a cell names; if nothing, the kind of the problem and its sentence."""
    if scope is SuppressionScope.NUMBER:
        read = read_numbers(cell, region)
        problem = read.problem or NumberProblem.INVALID
        return [(scope, phone) for phone in read.phones], problem, NUMBER_MESSAGES[problem]
    kind, message = _IS_NO[scope]
    if scope is SuppressionScope.ADDRESS:
        return _addressed(cell), kind, message
    value = read_domain(cell) if scope is SuppressionScope.DOMAIN else folded(cell)
    return [(scope, value)] if value else [], kind, message


def _addressed(cell: str) -> list[Named]:
    """Return an address, or the domain that "@acme.com" stands for."""
    if cell.startswith(("@", "*@")):
        domain = read_domain(cell)
        return [(SuppressionScope.DOMAIN, domain)] if domain else []
    address = read_email(cell)
    return [(SuppressionScope.ADDRESS, address)] if address else []
