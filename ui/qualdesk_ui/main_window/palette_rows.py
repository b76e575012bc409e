"""What the palette lists for the words typed: people and companies, actions, places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualdesk.domain.lead import LeadState
from qualdesk.domain.looking_up import words_begun
from qualdesk.queries.found import CompanyFound, Found
from qualdesk.queries.people_found import PersonFound
from qualdesk_ui.actions import ACTIONS, Action, ActionId, Group, Keys, Place
from qualdesk_ui.widgets.found_list import FoundHead, FoundRow

_MOST_ACTIONS = 4
_WHO = "Type a name, a company, an address or the end of a number"
_WHICH = "Enter: they called · Ctrl+Enter: they wrote"
_NO_ROW = {ActionId.BACK, ActionId.CONFIRM, ActionId.SEARCH}
_STATES = {
    LeadState.QUEUED: "in the queue",
    LeadState.NURTURE: "nurture",
    LeadState.WITH_SALES: "with sales",
    LeadState.CLOSED: "closed",
}
_ON_MY_DESK = (
    (ActionId.OUTCOME_CALL_BACK, "Call back {} later", "calendar-clock"),
    (ActionId.OUTCOME_CLOSE_OUT, "Close out {} courteously", "mail"),
    (ActionId.OUTCOME_DO_NOT_CALL, "Do not call {} again", "ban"),
)


@dataclass(frozen=True, slots=True)
class InQueue:
    """The queue, narrowed to these words."""

    words: str


def palette_rows(
    typed: str, found: Found, place: Place | None, keys: Keys, *, queue_size: int | None = None
) -> list[FoundRow | FoundHead]:
    """Return the rows for what was typed on a page; without words, who was there last."""
    begun = words_begun(typed)
    who = [*(_person(one) for one in found.people), *(_company(one) for one in found.companies)]
    groups: tuple[tuple[str, list[FoundRow]], ...] = (
        ("People" if typed.strip() else "Recent", who),
        (
            "Actions",
            [*_about_mine(found.people, typed, keys), *_deeds(begun, place, keys)][:_MOST_ACTIONS],
        ),
        ("Go to", [*_goings(begun, keys), *_in_queue(typed, _hits(found, queue_size), keys)]),
    )
    listed: list[FoundRow | FoundHead] = []
    for title, rows in groups:
        listed += [FoundHead(title), *rows] if rows else []
    return listed


def contact_rows(
    company: CompanyFound, people: Sequence[PersonFound]
) -> list[FoundRow | FoundHead]:
    """Return the people of a company that was chosen."""
    return [FoundHead(company.name), *(_person(one) for one in people)]


def coming_in_rows(typed: str, people: Sequence[PersonFound]) -> list[FoundRow | FoundHead]:
    """Return who may have called or written; the head says by which key it is which."""
    if not people:
        return [FoundHead("Nobody has that name, address or number" if typed.strip() else _WHO)]
    return [FoundHead(_WHICH), *(_person(one) for one in people)]


def _person(one: PersonFound) -> FoundRow:
    where = ", ".join(part for part in (one.company, one.city) if part)
    return FoundRow(one, one.name, f"{where} · {_standing(one)}", "circle-user-round")


def _company(one: CompanyFound) -> FoundRow:
    contacts = "1 contact" if one.contacts == 1 else f"{one.contacts:,} contacts"
    note = " · ".join(part for part in (contacts, one.territory) if part)
    return FoundRow(one, one.name, note, "building-2")


def _standing(one: PersonFound) -> str:
    if one.is_on_my_desk:
        return "on your desk"
    return f"{one.called_by} is calling" if one.called_by else _STATES[one.state]


def _about_mine(people: Iterable[PersonFound], typed: str, keys: Keys) -> Iterator[FoundRow]:
    mine = next((one for one in people if one.is_on_my_desk), None)
    if mine is None or not typed.strip():
        return
    for name, text, icon in _ON_MY_DESK:
        yield FoundRow(name, text.format(mine.name), "", icon, keys.first_of(name))


def _deeds(begun: Sequence[str], place: Place | None, keys: Keys) -> Iterator[FoundRow]:
    for one in ACTIONS:
        is_here = one.place in {None, place} and one.id not in _NO_ROW
        if begun and is_here and one.group is not Group.GO_TO and _is_meant(one, begun):
            yield _row(one, one.icon or "arrow-right", keys)


def _goings(begun: Sequence[str], keys: Keys) -> Iterator[FoundRow]:
    for one in ACTIONS:
        if one.group is Group.GO_TO and _is_meant(one, begun):
            yield _row(one, one.icon, keys)


def _in_queue(typed: str, hits: str, keys: Keys) -> Iterator[FoundRow]:
    if words := typed.strip():
        key = _drawn(keys.first_of(ActionId.GO_QUEUE))
        text = f"Queue, filtered to “{words}”"
        yield FoundRow(InQueue(words), text, hits, "list-ordered", key)


def _hits(found: Found, queue_size: int | None) -> str:
    """Return how many are meant of those who stand in the queue, as far as they were looked at."""
    counted = f"{found.in_queue} or more" if found.has_more else f"{found.in_queue}"
    return counted if queue_size is None else f"{counted} of {queue_size:,}"


def _row(one: Action, icon: str, keys: Keys) -> FoundRow:
    return FoundRow(one.id, one.text, "", icon, _drawn(keys.first_of(one.id)))


def _drawn(key: str) -> str:
    return key.replace(", ", " ")


def _is_meant(one: Action, begun: Sequence[str]) -> bool:
    """Whether each word begins a word of the action's text."""
    own = words_begun(one.text)
    return all(any(word.startswith(typed) for word in own) for typed in begun)
