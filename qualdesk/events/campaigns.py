"""Campaigns added and changed."""

from dataclasses import dataclass

from qualdesk.domain.campaign import CampaignState


@dataclass(frozen=True, slots=True)
class AddedCampaign:
    """A campaign can take prospects."""

    campaign_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ChangedCadence:
    """A campaign's leads are tried again by other rules from their next outcome on."""

    campaign_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ChangedCampaignState:
    """A campaign was paused, ended or set going again."""

    campaign_id: int
    name: str
    state: CampaignState


@dataclass(frozen=True, slots=True)
class SettledLeads:
    """Leads of ended campaigns went to the end chosen for them."""

    lead_ids: tuple[int, ...]
