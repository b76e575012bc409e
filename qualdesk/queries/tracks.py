"""The tracks offered to one prospect, with what decides on which days their touches come."""

from dataclasses import dataclass

from sqlalchemy import select

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.track import Track
from qualdesk.store.session import Session
from qualdesk.store.tables import Campaign, Lead
from qualdesk.store.tracks import newest_tracks, place_of_lead, texts_received

_OFFERED = 3


@dataclass(frozen=True, slots=True)
class TrackOffer:
    """A track; texts in `without` reached this person before and are left out."""

    track_id: int
    track: Track
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TrackOffers:
    """Some tracks, the fitting one first; `place` is whose holidays are kept free."""

    place: tuple[str, str]
    offers: tuple[TrackOffer, ...]


def track_offers(session: Session, *, lead_id: int) -> TrackOffers:
    """Return the tracks that fit the lead's campaign best."""
    prospect_id, kind = session.execute(
        select(Lead.prospect_id, Campaign.kind)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(Lead.id == lead_id)
    ).one()
    received = texts_received(session, prospect_id)
    offers = [
        TrackOffer(track_id, track, frozenset(received.get(track.id, ())))
        for track_id, track in newest_tracks(session).items()
    ]
    offers.sort(key=lambda offer: _distance(offer.track, CampaignKind(kind)))
    return TrackOffers(place_of_lead(session, lead_id), tuple(offers[:_OFFERED]))


def _distance(track: Track, kind: CampaignKind) -> int:
    """Return how far a track's purpose is from a kind of campaign; 0 was written for it."""
    return track.kinds.index(kind) if kind in track.kinds else len(CampaignKind)
