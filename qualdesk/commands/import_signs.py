"""What a part of a list tells of interest: responses, questions asked, notes; each once."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from qualdesk.commands.import_fates import Fate, Plan
from qualdesk.commands.import_found import newest_leads
from qualdesk.commands.import_leads import Destination
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.store.among import Among
from qualdesk.store.bulk import Bulk, Values, next_ids
from qualdesk.store.columns import table_of
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Response, Touch, TouchText

_RESPONSES = {
    CampaignKind.WEBINAR: ResponseKind.REGISTERED,
    CampaignKind.SEMINAR: ResponseKind.REGISTERED,
    CampaignKind.TRADE_SHOW: ResponseKind.VISITED_STAND,
    CampaignKind.WHITE_PAPER: ResponseKind.DOWNLOADED,
    CampaignKind.DIRECT_MAIL: ResponseKind.REPLIED,
}


def add_responses(
    session: Session, plan: Plan, destination: Destination, now: datetime
) -> list[Fate]:
    """Add the responses that are not known yet; return the rows that brought them."""
    fresh = _new_responses(session, plan.fates, destination)
    asked = [fate for fate in fresh if fate.row.question]
    text_ids = _add_texts(session, [fate.row.question for fate in asked])
    texts = {id(fate): text_id for fate, text_id in zip(asked, text_ids, strict=True)}
    _RESPONDED.add(
        session,
        (
            (
                fate.prospect.id,
                destination.campaign_id,
                _kind(fate, destination).value,
                fate.row.responded_at,
                fate.row.responded_zone,
                now,
                fate.row.minutes,
                texts.get(id(fate)),
            )
            for fate in fresh
        ),
    )
    return fresh


def add_notes(session: Session, plan: Plan, destination: Destination, now: datetime) -> None:
    """Put the notes of the list into the timelines, each once."""
    noted = _new_notes(session, [fate for fate in plan.fates if fate.row.note])
    text_ids = _add_texts(session, [fate.row.note for fate in noted])
    leads = newest_leads(session, [fate.prospect.id for fate in noted])
    shared = (
        destination.campaign_id,
        command_id(session),
        TouchKind.NOTE.value,
        Direction.IN.value,
    )
    _TOUCHES.add(
        session,
        (
            (
                *shared,
                leads[fate.prospect.id or 0],
                fate.prospect.id,
                fate.row.responded_at or now,
                now,
                0,
                text_id,
                1,
            )
            for fate, text_id in zip(noted, text_ids, strict=True)
        ),
    )


def _new_responses(session: Session, fates: Sequence[Fate], destination: Destination) -> list[Fate]:
    responding = [fate for fate in fates if fate.row.responded_at is not None]
    were_there = {fate.prospect.id for fate in responding if not fate.is_new}
    found = _HEARD.read(session, were_there, {"campaign_id": destination.campaign_id})
    known = {tuple(row) for row in found}
    fresh: list[Fate] = []
    for fate in responding:
        key = (fate.prospect.id, _kind(fate, destination), fate.row.responded_at)
        if key not in known:
            known.add(key)
            fresh.append(fate)
    return fresh


def _kind(fate: Fate, destination: Destination) -> ResponseKind:
    return fate.row.response or _RESPONSES.get(destination.kind, ResponseKind.INQUIRED)


def _new_notes(session: Session, noted: Sequence[Fate]) -> list[Fate]:
    were_there = {fate.prospect.id for fate in noted if not fate.is_new}
    known = {tuple(row) for row in _NOTED.read(session, were_there)}
    fresh = {(fate.prospect.id or 0, fate.row.note): fate for fate in reversed(noted)}
    return [fate for key, fate in reversed(fresh.items()) if key not in known]


def _add_texts(session: Session, words: Sequence[str]) -> Sequence[int]:
    if not words:
        return ()
    text_ids = next_ids(session, TouchText, len(words))
    _TEXTS.add(session, _texts(text_ids, words))
    return text_ids


def _texts(text_ids: Sequence[int], words: Sequence[str]) -> Iterator[Values]:
    return zip(text_ids, words, strict=True)


_HEARD_AT, _TOUCHED, _WORDS = table_of(Response), table_of(Touch), table_of(TouchText)
_HEARD = Among(
    select(_HEARD_AT.c.prospect_id, _HEARD_AT.c.kind, _HEARD_AT.c.happened_at).where(
        _HEARD_AT.c.campaign_id == bindparam("campaign_id")
    ),
    _HEARD_AT.c.prospect_id,
)
_NOTED = Among(
    select(_TOUCHED.c.prospect_id, _WORDS.c.words).join_from(
        _TOUCHED, _WORDS, _WORDS.c.id == _TOUCHED.c.text_id
    ),
    _TOUCHED.c.prospect_id,
)
_TEXTS = Bulk(TouchText, "id", "words")
_RESPONDED = Bulk(
    Response,
    *("prospect_id", "campaign_id", "kind", "happened_at", "zone", "recorded_at", "minutes"),
    "text_id",
)
_TOUCHES = Bulk(
    Touch,
    *("campaign_id", "command_id", "kind", "direction", "lead_id", "prospect_id"),
    *("happened_at", "recorded_at", "talked_seconds", "text_id", "lead_version"),
)
