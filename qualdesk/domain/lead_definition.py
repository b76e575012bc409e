"""The agreed lead definition: criteria met, not met or unknown, and the verdict in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qualdesk.domain.lead import Grade


class Standing(StrEnum):
    """What an answer says of a criterion."""

    MET = "met"
    NOT_MET = "not_met"
    LATER = "later"
    NO_NEED = "no_need"
    UNKNOWN = "unknown"

    @property
    def is_against(self) -> bool:
        """Whether a lead cannot be one for now because of it."""
        return self in {Standing.NOT_MET, Standing.LATER, Standing.NO_NEED}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing marketing and sales agreed a lead has; helpful ones are never counted."""

    id: str
    title: str
    is_required: bool = True
    words: str = ""
    """What sales expects to hear: "Says what goes wrong today and what it costs"."""


@dataclass(frozen=True, slots=True)
class LeadDefinition:
    """What both sides agreed a lead is, on which day, and with whom in sales."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    agreed_on: date | None = None
    agreed_with: str = ""

    @property
    def required(self) -> tuple[Criterion, ...]:
        """The criteria a lead must meet."""
        return tuple(one for one in self.criteria if one.is_required)

    @property
    def helpful(self) -> tuple[Criterion, ...]:
        """The criteria that help the rep and are never counted."""
        return tuple(one for one in self.criteria if not one.is_required)


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a criterion stands, by the answer to which step; `after` is when, where it is later."""

    standing: Standing
    step: str
    answer: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of each criterion, the grade read off it, and the sentence on the bar."""

    definition: LeadDefinition
    findings: Mapping[str, Finding]

    def standing(self, criterion: Criterion) -> Standing:
        """Return where a criterion stands."""
        finding = self.findings.get(criterion.id)
        return finding.standing if finding else Standing.UNKNOWN

    def finding(self, criterion: Criterion) -> Finding | None:
        """Return the answer that decided a criterion, if one did."""
        return self.findings.get(criterion.id)

    @property
    def met_count(self) -> int:
        """How many of the required criteria are met."""
        return sum(self.standing(one) is Standing.MET for one in self.definition.required)

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """The required criteria that are not met yet."""
        required = self.definition.required
        return tuple(one for one in required if self.standing(one) is not Standing.MET)

    @property
    def is_lead(self) -> bool:
        """Whether all that both sides require is met."""
        return not self.missing

    @property
    def grade(self) -> Grade | None:
        """The order this prospect is in, or None while it cannot be told."""
        heard = {self.standing(one) for one in self.definition.required}
        if Standing.NOT_MET in heard:
            return Grade.DOES_NOT_FIT
        if Standing.NO_NEED in heard:
            return Grade.FITS_NO_NEED
        if Standing.LATER in heard:
            return Grade.MEETS_LATER
        return Grade.MEETS_NOW if self.is_lead else None

    @property
    def later_when(self) -> str:
        """After which month or day they want it, or nothing unless it is later."""
        is_later = self.grade is Grade.MEETS_LATER
        return self._deciding(Standing.LATER).after if is_later else ""

    def sentence(self) -> str:
        """Return the verdict in the words of DESIGN §6."""
        grade = self.grade
        if grade is Grade.DOES_NOT_FIT:
            return f"Does not fit: {self._deciding(Standing.NOT_MET).answer}"
        if grade is Grade.FITS_NO_NEED:
            return "Fits, no need now"
        if grade is Grade.MEETS_LATER:
            return f"Later: fits, wants it after {self.later_when}"
        return self._lead_sentence()

    def _lead_sentence(self) -> str:
        total = len(self.definition.required)
        if self.is_lead:
            unasked = [one.title.lower() for one in self.definition.helpful if not self._heard(one)]
            tail = f" · {' and '.join(unasked)} not asked" if unasked else ""
            return f"A lead: all {total} required met{tail}"
        if not any(self._heard(one) for one in self.definition.criteria):
            return "Nothing known yet"
        return f"Not a lead yet · {self.met_count} of {total} required met"

    def _deciding(self, standing: Standing) -> Finding:
        """Return the finding of the first required criterion that stands so; the grade says one does."""
        found = (self.findings.get(one.id) for one in self.definition.required)
        return next(one for one in found if one is not None and one.standing is standing)

    def _heard(self, criterion: Criterion) -> bool:
        return self.standing(criterion) is not Standing.UNKNOWN


def agreement_faults(definition: LeadDefinition) -> list[str]:
    """Return what is missing before a definition may be judged by: a day, and a name in sales."""
    if definition.agreed_on is None:
        return ["Sales has not agreed to it yet: say on which day it was agreed."]
    if not definition.agreed_with.strip():
        return ["Nobody in sales is named: say with whom it was agreed."]
    return []


def still_open(missing: Sequence[Criterion]) -> str:
    """Return which criteria of a definition, one at least, stand in the way of a push."""
    *others, last = [one.title for one in missing]
    named = f"{', '.join(others)} and {last}" if others else last
    verb, pronoun = ("are", "them") if others else ("is", "it")
    return f"{named} {verb} still open. Sales agreed not to take leads without {pronoun}."
