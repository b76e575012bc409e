"""The file of settings: where it lies, how it is read, and written without losing a comment."""

import re
import tomllib
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
import platformdirs

from qualdesk.errors import InputError
from qualdesk.settings.values import Settings

_APP: Final = "qualdesk"
_MSGSPEC_PATH = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?$", re.DOTALL)


def settings_file() -> Path:
    """Return where the settings of this person lie."""
    return platformdirs.user_config_path(_APP) / "settings.toml"


def default_database() -> Path:
    """Return the database that is opened when none is named."""
    return platformdirs.user_data_path(_APP) / "desk.qualdesk"


def beside(target: str | Path) -> Path:
    """Return the path that what this machine keeps for a database begins with.

    For a file it is its own; for a server's address a name of its own beside the usual database.
    """
    if "://" not in str(target):
        return Path(target)
    address = urlsplit(str(target))
    name = address.path.strip("/") or "desk"
    server = f"{address.hostname or 'local'}-{address.port or 'default'}-{name}"
    return default_database().with_name(server)


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
