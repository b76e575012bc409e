"""Row places: where a line says that somebody is, if it knows several addresses the nearest."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualdesk.domain import phone
from qualdesk.domain.phone import Phone
from qualdesk.domain.places import ZoneSource, folded, region_code
from qualdesk.domain.postal_codes import region_at, whole_code, zone_at
from qualdesk.exchange.cell_moments import read_zone
from qualdesk.exchange.cell_places import TownLine, read_country, read_town_line, read_whole_address
from qualdesk.exchange.cell_values import is_nothing, name_of, one_line
from qualdesk.exchange.column_ranks import WHOLE_ADDRESS
from qualdesk.exchange.fields import ADDRESS, Field
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.row_cells import RowCells

_POSTAL_MARK = re.compile(r"^(?:〒|z:)\s*")
"""What stands before a postal code in Japan, and in the leads of advertisements."""

_PROVINCES = frozenset({("IT", "NA")})
"""Regions whose code says elsewhere that there is nothing, of countries that run on one clock."""

_COUNTRIES = frozenset({Field.COUNTRY, Field.TIME_ZONE})


class RowPlace(NamedTuple):
    """The address of a row, and its clock."""

    street: str
    postal_code: str
    city: str
    region: str
    country: str
    time_zone: str
    zone_source: ZoneSource | None
    """Who tells the zone; nothing where none is told."""
    is_told: bool
    """Whether the row tells an address: a country, a region, a postal code or a town."""


def place_of(row: RowCells) -> RowPlace:
    """Return the address that counts; what it does not tell of its country, the list does."""
    rank = _address_rank(row)
    street, town = _street_and_town(row, rank)
    told = _country(row, rank, town)
    country = told or row.sheet.region
    own_code = _POSTAL_MARK.sub("", _of_town(row, Field.POSTAL_CODE, rank, town))
    code = own_code or town.postal_code
    code = whole_code(country, code)
    city = _of_town(row, Field.CITY, rank, town) or town.city
    own = _region(row, rank, country) if _is_of_town(row, Field.REGION, rank, town) else ""
    region = own or town.region or region_at(country, code)
    time_zone, zone_source = _time_zone(row, rank, country, code, city)
    return RowPlace(
        street=street,
        postal_code=code,
        city=city,
        region=region_code(country, region) or region,
        country=country,
        time_zone=time_zone,
        zone_source=zone_source,
        is_told=bool(told or region or code or city),
    )


def place_called(row: RowCells, place: RowPlace, phones: Sequence[Phone]) -> RowPlace:
    """Return a place in the country of its first number, if only the list tells another.

    The country of a list says how its numbers are read, not on which clock a number from abroad
    rings; without one the place stays open. A country that nobody knows is reported.
    """
    is_assumed = bool(place.country) and not place.is_told
    country = phone.place_of(phones[0])[0] if phones and is_assumed else ""
    called = place._replace(country=country) if country else place
    _check_country(row, called.country)
    return called


def _street_and_town(row: RowCells, rank: int) -> tuple[str, TownLine]:
    """Return the street, and the town where it stands in the street's cell or in one for itself."""
    street, fields = _street(row, rank), row.sheet.by_field
    if Field.TOWN_LINE in fields:
        whole = read_whole_address(row.first(Field.TOWN_LINE)) if not street else None
        line = _part(row, Field.TOWN_LINE, rank)
        town = read_town_line(line, row.sheet.region) if line else TownLine()
        return whole or (street if _is_of_town(row, Field.STREET, rank, town) else "", town)
    if not street or Field.POSTAL_CODE in fields:
        return street, TownLine()
    cell = next((cell for _column, cell in row.of(Field.STREET) if name_of(cell) == street), street)
    whole = read_whole_address(cell)
    city = _part(row, Field.CITY, rank)
    is_here = whole is not None and (not city or folded(city) == folded(whole.town.city))
    return whole if whole and is_here else (street, TownLine())


def _street(row: RowCells, rank: int) -> str:
    """Return street and house number, in the order in which the list has their columns."""
    parts = _parts(row, Field.STREET, rank) or _whole_street(row, rank)
    street = ", ".join(parts)
    if not row.of(Field.HOUSE_NUMBER):
        return street
    number = _part(row, Field.HOUSE_NUMBER, rank)
    places = row.sheet.by_field
    if not (street and number):
        return street or number
    is_before = places[Field.HOUSE_NUMBER][0][0] < places[Field.STREET][0][0]
    return f"{number} {street}" if is_before else f"{street} {number}"


def _whole_street(row: RowCells, rank: int) -> list[str]:
    """Return the whole address that stands in one cell beside its parts, if it is that of the town."""
    city = folded(_part(row, Field.CITY, rank))
    whole = _parts(row, Field.STREET, WHOLE_ADDRESS)[:1]
    return [cell for cell in whole if city in folded(cell)]


def _address_rank(row: RowCells) -> int:
    """Return whose address counts: the best one that tells more than a country."""
    if len(row.sheet.address_ranks) <= 1:
        return next(iter(row.sheet.address_ranks), 0)
    told = [
        (one not in _COUNTRIES, column.rank)
        for one in ADDRESS
        for column, cell in row.of(one)
        if not is_nothing(cell)
    ]
    return min(told, key=lambda one: (not one[0], one[1]), default=(False, 0))[1]


def _parts(row: RowCells, wanted: Field, rank: int) -> list[str]:
    """Return the cells of one address; what it has no column for, another one tells."""
    places = row.sheet.address_places.get((wanted, rank), ())
    cells = [name_of(row.cells[index]) for index in places]
    return [cell for cell in cells if not is_nothing(cell)]


def _part(row: RowCells, wanted: Field, rank: int) -> str:
    for index in row.sheet.address_places.get((wanted, rank), ()):
        if not is_nothing(cell := name_of(row.cells[index])):
            return cell
    return ""


def _country(row: RowCells, rank: int, town: TownLine) -> str:
    """Return the country that a row tells; another address has no say where the town's line has."""
    told = read_country(_part(row, Field.COUNTRY, rank))
    is_own = _is_of_town(row, Field.COUNTRY, rank, town)
    return (told or town.country) if is_own else (town.country or told)


def _of_town(row: RowCells, wanted: Field, rank: int, town: TownLine) -> str:
    return _part(row, wanted, rank) if _is_of_town(row, wanted, rank, town) else ""


def _is_of_town(row: RowCells, wanted: Field, rank: int, town: TownLine) -> bool:
    """Whether a field has columns of the address whose town stands in a line, or none has such."""
    columns = row.sheet.by_field.get(wanted, ())
    return not town.city or any(column.rank == rank for _place, column in columns)


def _region(row: RowCells, rank: int, country: str) -> str:
    """Return the region that a row names; what says nothing elsewhere may be one: ND, NA."""
    for index in row.sheet.address_places.get((Field.REGION, rank), ()):
        cell = name_of(row.cells[index])
        if not is_nothing(cell) or _is_region(country, cell):
            return cell
    return ""


def _is_region(country: str, cell: str) -> bool:
    """Whether a code in capital letters is a region's: North Dakota, or Naples."""
    is_known = bool(region_code(country, cell)) or (country, cell) in _PROVINCES
    return cell.isupper() and is_known


def _time_zone(
    row: RowCells, rank: int, country: str, code: str, city: str
) -> tuple[str, ZoneSource | None]:
    """Return the zone of the place and who tells it: the list, in words of the tz database, first."""
    told = _part(row, Field.TIME_ZONE, rank)
    if "/" in told and read_zone(told):
        return told, ZoneSource.LIST
    found = zone_at(country, code, city)
    return found, ZoneSource.POSTAL_CODE if found else None


def _check_country(row: RowCells, country: str) -> None:
    for column, cell in row.of(Field.COUNTRY):
        if not is_nothing(cell) and not read_country(one_line(cell)):
            said = f"This country is not known; {country or 'none'} is taken."
            row.report(column.name, ProblemKind.UNKNOWN_COUNTRY, cell, said)
        return
