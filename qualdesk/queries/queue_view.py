"""The long list in memory: ids in parts, ten bytes a lead, and what a filter leaves of them."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import NamedTuple, overload

from qualdesk.domain.queue_tab import Tab


class Trait(NamedTuple):
    """What leads are filtered by without reading them."""

    tab: Tab
    campaign_id: int


@dataclass(frozen=True, slots=True)
class Part:
    """Leads that stand together under one head; `traits` are places in `kinds`."""

    head: str
    lead_ids: "array[int]"
    traits: "array[int]"
    kinds: tuple[Trait, ...]
    is_later: bool = False
    is_called: bool = False
    """Whether somebody calls them at this moment; they have no rank."""
    closes_on: date | None = None
    """When the window closes in which they stand."""

    def __len__(self) -> int:
        return len(self.lead_ids)


def part_of(
    head: str,
    leads: Iterable[tuple[int, Trait]],
    *,
    is_later: bool = False,
    is_called: bool = False,
    closes_on: date | None = None,
) -> Part:
    """Return a part of a few leads."""
    lead_ids, traits, places = array("q"), array("H"), dict[Trait, int]()
    for lead_id, trait in leads:
        lead_ids.append(lead_id)
        traits.append(places.setdefault(trait, len(places)))
    return Part(head, lead_ids, traits, tuple(places), is_later, is_called, closes_on)


class Listed:
    """Which leads a list has already: a byte each, so that who moves while it is read stands once."""

    def __init__(self, lead_ids: Iterable[int] = ()) -> None:
        self._marks = bytearray()
        for lead_id in lead_ids:
            self.is_first(lead_id)

    def is_first(self, lead_id: int) -> bool:
        """Whether a lead comes for the first time; from now on it is listed."""
        if lead_id >= len(self._marks):
            self._marks.extend(bytes(lead_id + 1 - len(self._marks) + _MORE))
        if self._marks[lead_id]:
            return False
        self._marks[lead_id] = True
        return True


_MORE = 65_536


@dataclass(frozen=True, slots=True)
class QueueOrder:
    """A caller's order as far as it is read; ranks count from 1."""

    parts: tuple[Part, ...] = ()
    is_whole: bool = False

    def extended(self, part: Part, *, is_whole: bool) -> "QueueOrder":
        """Return the order with what comes next."""
        return QueueOrder((*self.parts, part), is_whole)

    def first_ranks(self) -> list[int]:
        """Return the rank of each part's first lead, 0 where they have none."""
        lengths = accumulate((0 if one.is_called else len(one) for one in self.parts), initial=1)
        return [0 if one.is_called else rank for one, rank in zip(self.parts, lengths)]  # noqa: B905 - one more sum than parts

    def __len__(self) -> int:
        return sum(map(len, self.parts))


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a caller narrows the list to; `only` are ids that were found or are theirs."""

    tab: Tab = Tab.ALL
    campaign_id: int | None = None
    is_callable_only: bool = False
    only: tuple[Collection[int], ...] = field(default=())

    def takes(self, part: Part) -> bool:
        """Whether anything of a part may be shown."""
        return not (self.is_callable_only and (part.is_later or part.is_called))


class Picked(Sequence[int]):
    """Some places of a sequence as a sequence of its own, at four bytes each."""

    def __init__(self, whole: Sequence[int], places: "array[int]") -> None:
        self._whole, self._places = whole, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> "Picked": ...
    def __getitem__(self, index: int | slice) -> "int | Picked":
        if isinstance(index, slice):
            return Picked(self._whole, self._places[index])
        return self._whole[self._places[index]]

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Return where a value stands.

        Raises:
            ValueError: if it was not picked.
        """
        place = self._whole.index(value)
        found = bisect_left(self._places, place, start, stop)
        if found < len(self._places) and self._places[found] == place:
            return found
        raise ValueError(f"{value} was not picked")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is shown of one part: ids with their ranks in the whole order; 0 is none."""

    part: Part
    lead_ids: Sequence[int]
    ranks: Sequence[int]


@dataclass(frozen=True, slots=True)
class QueueView:
    """What a filter leaves of an order, and how many of it stand behind each tab."""

    stretches: tuple[Stretch, ...] = ()
    counts: dict[Tab, int] = field(default_factory=dict)
    callable_now: int = 0
    total: int = 0
    is_whole: bool = False


def view_of(order: QueueOrder, wanted: ListFilter) -> QueueView:
    """Return what a filter leaves; the counts are those of all tabs, under the other filters."""
    counts: Counter[Tab] = Counter()
    stretches: list[Stretch] = []
    for part, rank in zip(order.parts, order.first_ranks(), strict=True):
        if wanted.takes(part):
            places = _places(part, wanted)
            counts.update(_counted(part, places))
            stretches += _stretch(part, rank, _of_tab(part, places, wanted.tab))
    return QueueView(
        stretches=tuple(stretches),
        counts={tab: counts[tab] for tab in Tab} | {Tab.ALL: counts.total()},
        callable_now=sum(len(one) for one in order.parts if not one.is_later and not one.is_called),
        total=len(order),
        is_whole=order.is_whole,
    )


def _places(part: Part, wanted: ListFilter) -> "array[int] | None":
    """Return the places that campaign and ids leave; None is all of them."""
    if wanted.campaign_id is None and not wanted.only:
        return None
    kinds = {
        place
        for place, trait in enumerate(part.kinds)
        if wanted.campaign_id in {None, trait.campaign_id}
    }
    found = (
        place
        for place, trait in enumerate(part.traits)
        if trait in kinds and all(part.lead_ids[place] in only for only in wanted.only)
    )
    return array("I", found)


def _counted(part: Part, places: "array[int] | None") -> dict[Tab, int]:
    traits: Iterable[int] = part.traits
    if places is not None:
        traits = (part.traits[place] for place in places)
    found: Counter[Tab] = Counter()
    for trait, count in Counter(traits).items():
        found[part.kinds[trait].tab] += count
    return found


def _of_tab(part: Part, places: "array[int] | None", tab: Tab) -> "array[int] | None":
    kinds = {place for place, trait in enumerate(part.kinds) if tab in {Tab.ALL, trait.tab}}
    if len(kinds) == len(part.kinds):
        return places
    traits = part.traits
    among = range(len(traits)) if places is None else places
    return array("I", (place for place in among if traits[place] in kinds))


def _stretch(part: Part, rank: int, places: "array[int] | None") -> Iterator[Stretch]:
    ranks = range(rank, rank + len(part)) if rank else array("B", bytes(len(part)))
    if places is None:
        yield Stretch(part, part.lead_ids, ranks)
    elif places:
        yield Stretch(part, Picked(part.lead_ids, places), Picked(ranks, places))
