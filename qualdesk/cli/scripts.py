"""qualdesk script and qualdesk definition: list, show, add a file, choose for a campaign."""

import argparse
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualdesk.cli.door import Door, chosen, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE, WITH_PROBLEMS
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Ask, Condition, Script
from qualdesk.domain.versions import Versioned
from qualdesk.errors import InputError

if TYPE_CHECKING:
    from qualdesk.events.scripts import SavedDefinition, SavedScript, SavedVersion
    from qualdesk.queries.scripts import OneVersion, VersionedRow


def put_script(script: argparse.ArgumentParser) -> None:
    """Put the arguments of `script`."""
    _put(script, Versioned.SCRIPT)


def put_definition(definition: argparse.ArgumentParser) -> None:
    """Put the arguments of `definition`."""
    _put(definition, Versioned.DEFINITION)


def _put(verb: argparse.ArgumentParser, kind: Versioned) -> None:
    actions = verb.add_subparsers(dest="action", required=True)
    listed = actions.add_parser("list", help="with version and campaigns")
    listed.set_defaults(run=partial(_list, kind))
    shown = actions.add_parser("show", help="one as text")
    shown.add_argument("key", metavar="KEY")
    shown.add_argument("--version", type=int, default=0, metavar="N", help="else the newest")
    shown.add_argument("--toml", action="store_true", help="as a file that `add` reads again")
    shown.set_defaults(run=partial(_show, kind))
    added = actions.add_parser("add", help="a file as a new version")
    added.add_argument("file", metavar="FILE", type=Path)
    added.set_defaults(run=partial(_add, kind))
    edited = actions.add_parser("edit", help="choose it for a campaign, or take what ships")
    _put_edit(edited, kind)
    for changing in (added, edited):
        changing.add_argument("--by", required=True, metavar="NAME", help="a team lead")
    for action in (listed, shown, added, edited):
        put_at(action)
        put_shared(action)


def _put_edit(edited: argparse.ArgumentParser, kind: Versioned) -> None:
    edited.add_argument("key", metavar="KEY")
    what = edited.add_mutually_exclusive_group(required=True)
    what.add_argument("--use-in", metavar="CAMPAIGN", help="from its next call on")
    what.add_argument(
        "--take-shipped", action="store_true", help="what ships newer becomes a new version"
    )
    edited.add_argument("--version", type=int, default=0, metavar="N", help="else the newest")
    if kind is Versioned.DEFINITION:
        edited.add_argument("--agreed-on", type=date.fromisoformat, metavar="DATE")
        edited.add_argument("--agreed-with", default="", metavar="NAME", help="in sales")
    edited.set_defaults(run=partial(_edit, kind))


def _list(kind: Versioned, door: Door, _options: argparse.Namespace) -> int:
    rows = _rows(door, kind)
    door.answer(rows, [_line(row) for row in rows])
    return DONE


def _show(kind: Versioned, door: Door, options: argparse.Namespace) -> int:
    from qualdesk.exchange.script_toml import as_toml  # noqa: PLC0415

    found = _one(door, kind, options.key, options.version)
    body = found.body
    if options.toml:
        lines = as_toml(body).splitlines()
    else:
        lines = _script_lines(body) if isinstance(body, Script) else _definition_lines(body)
    door.answer(found, lines)
    return DONE


def _add(kind: Versioned, door: Door, options: argparse.Namespace) -> int:
    from qualdesk.store.seeds import load_definition, load_script  # noqa: PLC0415

    path: Path = options.file
    thing = load_script(path) if kind is Versioned.SCRIPT else load_definition(path)
    known = {row.key: row.version for row in _rows(door, kind)}
    try:
        return _save(door, thing, options.by, known.get(thing.id, 0))
    except InputError as refusal:
        raise InputError(f"{path.name}: {refusal}") from refusal


def _edit(kind: Versioned, door: Door, options: argparse.Namespace) -> int:
    if options.use_in:
        return _use(kind, door, options)
    found = _one(door, kind, options.key, 0)
    if found.update is None:
        raise InputError(f"Nothing newer ships under “{found.key}”. It stays as it is.")
    thing = found.update
    if isinstance(thing, LeadDefinition):
        thing = LeadDefinition(
            thing.id, thing.title, thing.criteria, options.agreed_on, options.agreed_with
        )
    return _save(door, thing, options.by, found.newest)


def _use(kind: Versioned, door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.requests.scripts import UseVersion  # noqa: PLC0415
    from qualdesk.commands.scripts import use_version  # noqa: PLC0415
    from qualdesk.queries.campaigns import campaign_names  # noqa: PLC0415

    with door.database.read() as session:
        by_name = {name: campaign_id for campaign_id, name in campaign_names(session)}
    name = chosen(options.use_in, list(by_name), "campaign", "qualdesk campaign add NAME")
    by = person_id(door, options.by)
    request = UseVersion(by, by_name[name], kind, _key(door, kind, options.key), options.version)
    event = door.carry_out(use_version, request)
    said = f"{event.campaign} uses {event.title}, version {event.version}, from its next call on."
    door.answer(event, [said])
    return DONE


def _save(door: Door, thing: Script | LeadDefinition, by: str, based_on: int) -> int:
    from qualdesk.commands.requests.scripts import SaveDefinition, SaveScript  # noqa: PLC0415
    from qualdesk.commands.scripts import save_definition, save_script  # noqa: PLC0415

    team_lead = person_id(door, by)
    if isinstance(thing, Script):
        event: SavedScript | SavedDefinition = door.carry_out(
            save_script, SaveScript(team_lead, thing, based_on)
        )
        unasked: tuple[str, ...] = ()
    else:
        saved = door.carry_out(save_definition, SaveDefinition(team_lead, thing, based_on))
        event, unasked = saved, saved.unasked
    missing = [f"{title} does not ask for all that is required yet." for title in unasked]
    door.answer(event, [_saved_line(event.saved), *missing])
    return WITH_PROBLEMS if unasked else DONE


def _saved_line(saved: "SavedVersion") -> str:
    users = ", ".join(saved.campaigns)
    follow = f"used from now on by {users}" if users else "no campaign uses it yet"
    return f"{saved.title} is saved as version {saved.version}; {follow}."


def _rows(door: Door, kind: Versioned) -> "list[VersionedRow]":
    from qualdesk.queries.scripts import versioned  # noqa: PLC0415

    with door.database.read() as session:
        return [row for row in versioned(session) if row.kind is kind]


def _key(door: Door, kind: Versioned, key: str) -> str:
    known = [row.key for row in _rows(door, kind)]
    return chosen(key, known, kind.label, f"qualdesk {kind} add FILE --by NAME")


def _one(door: Door, kind: Versioned, key: str, version: int) -> "OneVersion":
    from qualdesk.queries.scripts import one_version  # noqa: PLC0415

    known = _key(door, kind, key)
    with door.database.read() as session:
        return one_version(session, kind=kind, key=known, version=version)


def _line(row: "VersionedRow") -> str:
    users = ", ".join(row.campaigns) or "no campaign"
    update = "; a newer one ships with the program" if row.has_update else ""
    return f"{row.key}  {row.title}, version {row.version}: {users}{update}"


def _script_lines(script: Script) -> list[str]:
    lines = [script.title]
    for step in script.steps:
        when = f"  (after {_heard(step.when)})" if step.when else ""
        lines += ["", f"[{step.id}]{when}", step.say]
        if step.ask is not Ask.NOTHING:
            offered = " / ".join(choice.value for choice in step.choices) or step.ask.value
            lines.append(f"  {offered}{_informs(step.criterion)}")
    lines += ["", "Voicemail", script.voicemail] if script.voicemail else []
    for objection in script.objections:
        lines += ["", f"“{objection.says}”", objection.answer]
    return lines


def _heard(condition: Condition) -> str:
    means = [f"what is {condition.means.replace('_', ' ')}"] if condition.means else []
    return " or ".join((*condition.answers, *means)) or "any answer"


def _informs(criterion: str) -> str:
    return f"  -> {criterion}" if criterion else ""


def _definition_lines(definition: LeadDefinition) -> list[str]:
    agreed = "not agreed with sales yet"
    if definition.agreed_on is not None:
        agreed = f"agreed with sales on {definition.agreed_on:%Y-%m-%d}, {definition.agreed_with}"
    criteria = [
        f"  {one.title} ({'required' if one.is_required else 'helpful'})"
        + (f": {one.words}" if one.words else "")
        for one in definition.criteria
    ]
    return [f"{definition.title}: {agreed}", *criteria]
