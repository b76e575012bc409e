"""Campaigns, their cadence and what waits for them."""

from dataclasses import dataclass
from datetime import date

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.campaign import AtEnd, CampaignKind, CampaignState, Priority


@dataclass(frozen=True, slots=True)
class AddCampaign:
    """Add a campaign; script and definition are named by their keys, no script means its kind's."""

    name: str
    kind: CampaignKind = CampaignKind.DIRECT_MAIL
    offer: str = ""
    priority: Priority = Priority.NORMAL
    starts_on: date | None = None
    ends_on: date | None = None
    event_on: date | None = None
    joining: str = ""
    """How to join the event: the link, the place, the time."""
    script: str = ""
    definition: str = "agreed-lead"


@dataclass(frozen=True, slots=True)
class ChangeCadence:
    """Give a campaign other rules for trying again, and an end for who waits when it is over."""

    campaign_id: int
    cadence: Cadence
    at_end: AtEnd = AtEnd.NURTURE


@dataclass(frozen=True, slots=True)
class ChangeCampaignState:
    """Pause a campaign, end it, or set it going again."""

    campaign_id: int
    state: CampaignState


@dataclass(frozen=True, slots=True)
class SettleLeads:
    """Move some leads of ended campaigns to the end chosen for them; at most so many at once.

    `firm` is on whose behalf those who are turned down then are written to.
    """

    at_most: int = 40
    firm: str = ""
