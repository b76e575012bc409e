"""What a lead is in: states, lanes, owners, grades and resolutions, and the image history keeps."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class LeadState(StrEnum):
    """Where a lead stands in its life (DESIGN §3)."""

    QUEUED = "queued"
    NURTURE = "nurture"
    WITH_SALES = "with_sales"
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes it a next step."""
        return self is not LeadState.CLOSED


CALLED = (LeadState.QUEUED, LeadState.NURTURE)
"""The callers' own: whom they call, and with whom they keep in touch until a call is due."""


class Lane(StrEnum):
    """Why a lead waits for a call."""

    PROMISED = "promised"
    RETURNED = "returned"
    FRESH = "fresh"
    RETRY = "retry"
    CHECK_IN = "check_in"
    RESEARCH = "research"


class OwnerKind(StrEnum):
    """Who answers for an open lead: a person, or whoever works its territory."""

    PERSON = "person"
    TERRITORY = "territory"


class Grade(StrEnum):
    """The four orders a prospect can be in, read off the answers."""

    MEETS_NOW = "meets_now"
    MEETS_LATER = "meets_later"
    FITS_NO_NEED = "fits_no_need"
    DOES_NOT_FIT = "does_not_fit"


class Resolution(StrEnum):
    """How a lead ended."""

    WON_BY_SALES = "won_by_sales"
    LOST_BY_SALES = "lost_by_sales"
    CLOSED_OUT = "closed_out"
    DOES_NOT_FIT = "does_not_fit"
    DO_NOT_CONTACT = "do_not_contact"
    UNREACHABLE = "unreachable"
    LEFT_COMPANY = "left_company"
    COMPANY_CLOSED = "company_closed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class LeadImage:
    """All of a lead that an outcome may change; `lead_change` keeps one per version."""

    campaign_id: int
    territory_id: int
    state: LeadState
    lane: Lane | None
    due_at: datetime | None
    interest_at: datetime | None
    attempts: int
    owner_kind: OwnerKind
    owner_person_id: int | None
    grade: Grade | None = None
    resolution: Resolution | None = None
    resolved_at: datetime | None = None


def owned_by(lead: LeadImage, person_id: int | None) -> LeadImage:
    """Return a lead as a person's; without one it is whose its territory is."""
    kind = OwnerKind.TERRITORY if person_id is None else OwnerKind.PERSON
    return replace(lead, owner_kind=kind, owner_person_id=person_id)


def may_close_unasked(state: str, lane: str | None) -> bool:
    """Whether a lead may be closed without a call: nobody promised it anything, nor has sales it."""
    return state in CALLED and lane not in {Lane.PROMISED, Lane.RETURNED}
