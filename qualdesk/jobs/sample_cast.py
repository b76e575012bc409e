"""The sample company's people and stories, as `resources/sample/*.toml` tells them."""

import tomllib
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from qualdesk.domain.campaign import CampaignKind, Priority
from qualdesk.domain.hand_off_answers import ReturnReason
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.domain.person import Role
from qualdesk.domain.script import Script
from qualdesk.paths import resource
from qualdesk.store.seeds import load_script

T = TypeVar("T")

_STORIES = ("prospects_1", "prospects_2", "hand_offs")


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Somebody who works at the sample company."""

    name: str
    role: Role
    email: str
    zone: str


@dataclass(frozen=True, slots=True)
class SampleRule:
    """One line of a territory's rules."""

    country: str
    region: str = ""
    postal_prefix: str = ""


@dataclass(frozen=True, slots=True)
class SampleTerritory:
    """A territory; without a rep it is open, with or without somebody who covers."""

    name: str
    since_days: int
    rules: tuple[SampleRule, ...]
    rep: str = ""
    covering_rep: str = ""


@dataclass(frozen=True, slots=True)
class SampleCampaign:
    """A campaign; its days count working days back from today, negative ones ahead."""

    name: str
    kind: CampaignKind
    offer: str
    priority: Priority
    starts: int
    ends: int | None = None
    event: int | None = None
    is_paused: bool = False
    script: str = ""
    """The key of one of its own scripts; else the one that ships for its kind."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `at` and `due` as `sample_times` reads them."""

    at: str
    what: str
    by: str = ""
    words: str = ""
    seconds: int = 0
    due: str = ""
    meeting: str = ""
    rep: str = ""
    campaign: str = ""
    reason: CloseOutReason | None = None
    because: ReturnReason | None = None
    """Why a rep gives it back."""
    right_person: str = ""
    stage: str = ""
    amount: str = ""
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SampleProspect:
    """A person at a company, and what happened so far; without a campaign only a contact."""

    name: str
    job: str
    company: str
    title: str = ""
    industry: str = ""
    size: int | None = None
    installed: str = ""
    street: str = ""
    place: tuple[str, str, str, str] = ("", "", "", "")
    """City, region, postal code, country."""
    numbers: tuple[str, ...] = ()
    campaign: str = ""
    consent: int | None = None
    """How many working days ago they agreed to be called."""
    history: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Company:
    """The sample company as a whole."""

    people: tuple[SamplePerson, ...]
    territories: tuple[SampleTerritory, ...]
    campaigns: tuple[SampleCampaign, ...]


@dataclass(frozen=True, slots=True)
class _Stories:
    prospects: tuple[SampleProspect, ...]


def sample_company() -> Company:
    """Return who works there, where and on what."""
    return _read("company", Company)


def sample_prospects() -> list[SampleProspect]:
    """Return whom they call."""
    return [one for name in _STORIES for one in _read(name, _Stories).prospects]


def sample_scripts() -> list[Script]:
    """Return the scripts that speak of nothing but what this company makes."""
    return [load_script(path) for path in sorted(resource("sample", "scripts").glob("*.toml"))]


def _read(name: str, kind: type[T]) -> T:
    with resource("sample", f"{name}.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), kind)
