"""Findings: what is known of a list once all its rows were read, gathered part by part."""

from collections.abc import Iterable

import msgspec

from qualdesk.exchange.lead_rows import Problem
from qualdesk.exchange.phone_cells import NumberProblem
from qualdesk.exchange.problem_kinds import ProblemKind
from qualdesk.exchange.read_rows import ReadRow


class Findings(msgspec.Struct):
    """What decides whether a list can be imported at all."""

    row_count: int = 0
    names_anybody: bool = False
    leaves_out: bool = False
    """Whether the list itself says of a row that it is no lead any more."""
    tells_country: bool = False
    homeless_number: Problem | None = None
    """The first number that nobody, nor its row, says the country of."""

    @property
    def lacks_region(self) -> bool:
        """Whether the list has such numbers, and no row of it tells a country."""
        return self.homeless_number is not None and not self.tells_country

    @classmethod
    def of(cls, rows: Iterable[ReadRow]) -> "Findings":
        """Return what is known of rows."""
        found = cls()
        for row in rows:
            found.note(row)
        return found

    def note(self, row: ReadRow) -> None:
        """Take one row into account."""
        self.row_count += 1
        if row.lead is not None:
            self.names_anybody = True
            self.tells_country = self.tells_country or bool(row.lead.country)
        for one in row.problems:
            self.leaves_out = self.leaves_out or one.kind == ProblemKind.LEFT_OUT
            if self.homeless_number is None and one.kind == NumberProblem.NEEDS_REGION:
                self.homeless_number = one

    def join(self, other: "Findings") -> None:
        """Take in what is known of the rows behind."""
        self.row_count += other.row_count
        self.names_anybody = self.names_anybody or other.names_anybody
        self.leaves_out = self.leaves_out or other.leaves_out
        self.tells_country = self.tells_country or other.tells_country
        self.homeless_number = self.homeless_number or other.homeless_number
