"""What a person may set, and the facts that ship with the program: settings and calling rules."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

import msgspec
import platformdirs

from qualdesk.domain.calling_rules import ANY_TIME, Cap, Hours, Rule, Rules, Week
from qualdesk.errors import InputError
from qualdesk.paths import resource

_APP: Final = "qualdesk"
_CALENDAR_PASSWORD_VARIABLE: Final = "QUALDESK_CALENDAR_PASSWORD"  # noqa: S105 - a variable's name
_ANY: Final = "any"
_WHOLE_DAYS: Final = {"none": Hours(), _ANY: ANY_TIME}
_MSGSPEC_PATH = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?$", re.DOTALL)


class Theme(StrEnum):
    """How the window is painted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(StrEnum):
    """How strongly lines and quiet words stand out."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class Security(StrEnum):
    """How the line to the mail server is kept private; NONE is for this machine only."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Firm:
    """On whose behalf is called and mailed; the postal address stands under each mail."""

    name: str = ""
    postal_address: str = ""
    from_address: str = ""


@dataclass(frozen=True, slots=True)
class Smtp:
    """The mail server; without a host no mail leaves. The password is never kept here."""

    host: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65_535)] = 587
    security: Security = Security.STARTTLS
    user: str = ""


@dataclass(frozen=True, slots=True)
class Imap:
    """The mailbox that is read; without a host none is. The password is never kept here."""

    host: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65_535)] = 993
    security: Security = Security.TLS
    user: str = ""
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendar server of the reps (CalDAV). The password is never kept here.

    `url` is a calendar's address; {email} or {name} in it stands for the rep's, so that each meeting
    goes into its rep's own calendar.
    """

    url: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """One person's settings on this machine."""

    person_name: str = ""
    database: str = ""
    """A file or URL; nothing means the default file."""
    dial_template: Annotated[str, msgspec.Meta(pattern=r"\{number\}")] = "tel:{number}"
    undo_seconds: Annotated[int, msgspec.Meta(ge=0, le=600)] = 30
    theme: Theme = Theme.SYSTEM
    contrast: Contrast = Contrast.SYSTEM
    reduce_motion: bool = False
    """Nothing slides or fades; the toast counts its seconds instead of drawing them."""
    text_scale: Annotated[int, msgspec.Meta(ge=75, le=200)] = 100
    queue_details: bool = False
    """Whether the Queue shows the details of the row one stands on."""
    single_keys: bool = True
    """Whether keys without Ctrl or Alt do anything (WCAG 2.1.4)."""
    own_keys: dict[str, str] = field(default_factory=dict)
    """One more key for an action, by the action's name: `notes = "F12"`."""
    firm: Firm = field(default_factory=Firm)
    smtp: Smtp = field(default_factory=Smtp)
    imap: Imap = field(default_factory=Imap)
    calendars: Calendars = field(default_factory=Calendars)


def settings_file() -> Path:
    """Return where the settings of this person lie."""
    return platformdirs.user_config_path(_APP) / "settings.toml"


def default_database() -> Path:
    """Return the database that is opened when none is named."""
    return platformdirs.user_data_path(_APP) / "desk.qualdesk"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; a missing file gives the defaults.

    Raises:
        InputError: if the file cannot be read or a value does not fit, with file and path named.
    """
    path = path or settings_file()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        _refuse_unknown_keys(raw, Settings, "")
        return msgspec.convert(raw, Settings)
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as problem:
        raise InputError(f"{path} cannot be read: {problem}. Correct or delete it.") from problem
    except msgspec.ValidationError as problem:
        raise InputError(f"{path}: {_located(str(problem))} Correct or delete it.") from problem


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings; comments and order of an existing file stay.

    Raises:
        InputError: if the file or its folder cannot be written.
    """
    import tomlkit  # noqa: PLC0415 - a start only reads, and tomllib is enough for that
    from tomlkit.exceptions import ParseError  # noqa: PLC0415

    path = path or settings_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(old)
        for gone in set(document.get("own_keys", {})) - set(settings.own_keys):
            del document["own_keys"][gone]
        _put(document, _plain(settings))
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(tomlkit.dumps(document), encoding="utf-8")
        fresh.replace(path)
    except (OSError, UnicodeDecodeError, ParseError) as problem:
        raise InputError(f"{path} cannot be written: {problem}.") from problem


def mail_password(account: Smtp | Imap) -> str:
    """Return an account's password from the environment or the system's keyring, else nothing."""
    return _kept_password(_VARIABLES[type(account)], _account(account))


def keep_mail_password(account: Smtp | Imap, password: str) -> None:
    """Put an account's password into the system's keyring; an empty one is taken out.

    Raises:
        InputError: if this system has no keyring that keeps a secret.
    """
    import keyring  # noqa: PLC0415 - slow to import, seldom needed
    from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415

    variable = _VARIABLES[type(account)]
    # Those of keyrings.alt write a plain file and do not say so.
    if type(keyring.get_keyring()).__module__.startswith("keyrings.alt"):
        raise InputError(
            f"The keyring here keeps no secret. Set {variable} for the program instead."
        )
    try:
        if password:
            keyring.set_password(_APP, _account(account), password)
        else:
            keyring.delete_password(_APP, _account(account))
    except PasswordDeleteError:
        return
    except KeyringError as problem:
        raise InputError(
            f"This system has no keyring ({problem}). Set {variable} for the program instead."
        ) from problem


def calendar_password(calendars: Calendars) -> str:
    """Return the calendars' password from the environment or the system's keyring, else nothing."""
    return _kept_password(_CALENDAR_PASSWORD_VARIABLE, _calendar_account(calendars))


def keep_calendar_password(calendars: Calendars, password: str) -> None:
    """Put the calendars' password into the system's keyring.

    Raises:
        InputError: if this system has none, with what to do instead.
    """
    import keyring  # noqa: PLC0415 - slow to import, needed only when something goes
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(_APP, _calendar_account(calendars), password)
    except KeyringError as problem:
        raise InputError(
            "This system has no keyring that takes a password. Put it into the variable"
            f" {_CALENDAR_PASSWORD_VARIABLE} of whoever reads the calendar."
        ) from problem


def _calendar_account(calendars: Calendars) -> str:
    return f"{calendars.user}@{urlsplit(calendars.url).hostname or ''}"


def _kept_password(variable: str, account: str) -> str:
    if from_environment := os.environ.get(variable):
        return from_environment
    import keyring  # noqa: PLC0415 - slow to import, needed only when something goes
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(_APP, account) or ""
    except KeyringError:
        return ""


_VARIABLES: Final[Mapping[type, str]] = {
    Smtp: "QUALDESK_SMTP_PASSWORD",
    Imap: "QUALDESK_IMAP_PASSWORD",
}


@cache
def calling_rules() -> Rules:
    """Return the rules of calling hours: "*" the house, "FR" a country, "US-FL" a state."""
    with resource("calling_hours.toml").open("rb") as file:
        rows = msgspec.convert(tomllib.load(file)["rule"], list[_RuleRow])
    return Rules(MappingProxyType({row.id: _rule(row) for row in rows}))


def read_hours(text: str) -> Hours:
    """Read spans of wall time as "10:00-13:00, 14:00-20:00"; "none" has no hours, "any" has all."""
    if text in _WHOLE_DAYS:
        return _WHOLE_DAYS[text]
    spans = ([time.fromisoformat(end) for end in span.split("-")] for span in text.split(", "))
    return Hours(tuple((start, end) for start, end in spans))


@dataclass(frozen=True, slots=True)
class _WeekRow:
    since: date
    weekdays: str = ""
    saturday: str = ""
    sunday: str = ""


@dataclass(frozen=True, slots=True)
class _CapRow:
    calls: int
    hours: int = 0
    days: int = 0
    rest_after_refusal_days: int = 0


@dataclass(frozen=True, slots=True)
class _RuleRow:
    id: str
    weekdays: str
    saturday: str
    sunday: str
    source: str
    confidence: str
    read_on: date
    holidays: str = "any"
    eve_of_holidays: str = "any"
    zone: str = ""
    amended: tuple[_WeekRow, ...] = ()
    spares_b2b: bool = False
    cap: _CapRow | None = None
    b2b: str = ""
    duties: str = ""


def _rule(row: _RuleRow) -> Rule:
    return Rule(
        id=row.id,
        weeks=tuple(_weeks(row)),
        holidays=None if row.holidays == _ANY else read_hours(row.holidays),
        eve_of_holidays=None if row.eve_of_holidays == _ANY else read_hours(row.eve_of_holidays),
        zone=row.zone,
        spares_b2b=row.spares_b2b,
        cap=_cap(row.cap) if row.cap else None,
        b2b=row.b2b,
        duties=row.duties,
        source=row.source,
        confidence=row.confidence,
        read_on=row.read_on,
    )


def _weeks(row: _RuleRow) -> Iterator[Week]:
    """Yield the hours as the law stands; an amendment changes only what it names."""
    week = Week(read_hours(row.weekdays), read_hours(row.saturday), read_hours(row.sunday))
    yield week
    for change in row.amended:
        week = Week(
            weekdays=read_hours(change.weekdays) if change.weekdays else week.weekdays,
            saturday=read_hours(change.saturday) if change.saturday else week.saturday,
            sunday=read_hours(change.sunday) if change.sunday else week.sunday,
            since=change.since,
        )
        yield week


def _cap(row: _CapRow) -> Cap:
    rest = timedelta(days=row.rest_after_refusal_days)
    return Cap(row.calls, timedelta(days=row.days, hours=row.hours), rest or None)


def _account(account: Smtp | Imap) -> str:
    return f"{account.user}@{account.host}"


def _refuse_unknown_keys(raw: Mapping[str, object], kind: type, where: str) -> None:
    known = {one.name: one for one in fields(kind)}
    for key, value in raw.items():
        path = f"{where}{key}"
        if key not in known:
            raise msgspec.ValidationError(f"There is no such setting - at `$.{path}`")
        part = known[key].type
        if isinstance(value, dict) and isinstance(part, type) and is_dataclass(part):
            _refuse_unknown_keys(value, part, f"{path}.")


def _located(problem: str) -> str:
    """Return msgspec's "… - at `$.smtp.port`" as "smtp.port: …."."""
    found = _MSGSPEC_PATH.match(problem)
    what, where = (found["what"], found["where"]) if found else (problem, None)
    return f"{where}: {what}." if where else f"{what}."


def _plain(settings: Settings) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(asdict(settings))
    return plain


def _put(table: MutableMapping[str, Any], values: Mapping[str, object]) -> None:
    """Change what differs and leave the rest as it was typed."""
    for key, value in values.items():
        if isinstance(value, dict):
            _put(table.setdefault(key, {}), value)
        elif table.get(key) != value:
            table[key] = value
