"""A client of AT-SPI, run by the system's Python, which alone has its bindings.

It carries out one JSON list a line, [verb, argument…], and answers with one JSON line each. What
is announced meanwhile is kept until it is asked for.
"""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

# The system's own; which version is wanted has to be said before anything is taken from it.
import gi  # pyright: ignore[reportMissingImports]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 # pyright: ignore[reportMissingImports]

PROGRAM = "QualDesk"
LONGEST_WAIT_MS = 60_000

FOCUS = (Atspi.StateType.FOCUSED, Atspi.StateType.FOCUSABLE)

announced: list[str] = []


def main() -> None:
    """Serve until the other side closes its end."""
    Atspi.init()
    listener = Atspi.EventListener.new(hear)
    for kind in ("object:announcement", "object:state-changed:focused"):
        listener.register(kind)
    for line in iter(sys.stdin.readline, ""):
        verb, *arguments = json.loads(line)
        print(json.dumps(VERBS[verb](*arguments)), flush=True)


def hear(event: Any) -> None:
    """Keep what is announced; other events only wake whoever waits."""
    if event.type.startswith("object:announcement"):
        announced.append(event.any_data)


def shown() -> list[dict[str, Any]]:
    """Return all that is shown, each with its role, name, states and the group it stands in."""
    return [described(one) for one in showing()]


def finds(beginning: str) -> Any:
    """Return the first thing whose name begins so, once it is shown."""
    return wait_for(lambda: next(map(described, called(beginning)), None))


def focused(after: str) -> Any:
    """Return what has the focus, once that is called otherwise than `after`."""
    return wait_for(lambda: next(with_focus(after), None))


def hears(words: str) -> Any:
    """Return the announcement that begins so, once it has come."""
    return wait_for(lambda: next((one for one in announced if one.startswith(words)), None))


def press(beginning: str) -> bool:
    """Do what a control does when it is pressed."""
    found = wait_for(lambda: next(called(beginning), None))
    return bool(found.get_action_iface().do_action(0))


def key(keysym: int) -> bool:
    """Press and release a key of the X server's keyboard."""
    return bool(Atspi.generate_keyboard_event(keysym, None, Atspi.KeySynthType.SYM))


VERBS: dict[str, Callable[..., Any]] = {
    "shown": shown,
    "finds": finds,
    "focused": focused,
    "hears": hears,
    "press": press,
    "key": key,
}


def wait_for(look: Callable[[], Any]) -> Any:
    """Return what `look` finds, looked for again after each event; None when it never comes."""
    context = GLib.MainContext.default()
    has_waited: list[str] = []
    GLib.timeout_add(LONGEST_WAIT_MS, has_waited.append, "long")
    while (found := look()) is None and not has_waited:
        context.iteration(may_block=True)
    return found


def showing() -> Iterator[Any]:
    """Give the accessible objects of the program that are shown, from the top down."""
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(place)
        if program is not None and program.get_name() == PROGRAM:
            yield from below(program)


def called(beginning: str) -> Iterator[Any]:
    return (one for one in showing() if (one.get_name() or "").startswith(beginning))


def below(parent: Any) -> Iterator[Any]:
    for place in range(parent.get_child_count()):
        child = parent.get_child_at_index(place)
        if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield child
            yield from below(child)


def with_focus(but: str) -> Iterator[dict[str, Any]]:
    for one in showing():
        # A group whose focus is one of its choices says that it is focused, too.
        has_focus = all(map(one.get_state_set().contains, FOCUS))
        if has_focus and one.get_name() != but:
            yield described(one)


def described(one: Any) -> dict[str, Any]:
    parent, states = one.get_parent(), one.get_state_set()
    return {
        "role": one.get_role_name(),
        "name": one.get_name(),
        "is_focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "is_checked": states.contains(Atspi.StateType.CHECKED),
        "group": parent.get_name() if parent is not None else "",
        "group_role": parent.get_role_name() if parent is not None else "",
    }


if __name__ == "__main__":
    main()
