"""The table of actions: one line each, and nothing in it that does nothing."""

from dataclasses import dataclass
from functools import cache

from qualdesk.domain.outcome import Outcome
from qualdesk_ui.actions.names import ActionId, Group, Place


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    `keys` are in Qt's portable spelling. Without a `place` it works on every page; `needs_desk`
    is False for what works before a database is open.
    """

    id: ActionId
    text: str
    group: Group
    keys: tuple[str, ...]
    icon: str = ""
    place: Place | None = None
    needs_desk: bool = True


_OUTCOMES = (
    (ActionId.OUTCOME_PUSH, Outcome.PUSH_TO_SALES),
    (ActionId.OUTCOME_CALL_BACK, Outcome.CALL_BACK_LATER),
    (ActionId.OUTCOME_NURTURE, Outcome.NURTURE),
    (ActionId.OUTCOME_CLOSE_OUT, Outcome.CLOSE_OUT),
    (ActionId.OUTCOME_NO_ANSWER, Outcome.NO_ANSWER),
    (ActionId.OUTCOME_VOICEMAIL, Outcome.VOICEMAIL),
    (ActionId.OUTCOME_BUSY, Outcome.BUSY),
    (ActionId.OUTCOME_GATEKEEPER, Outcome.GATEKEEPER),
    (ActionId.OUTCOME_WRONG, Outcome.WRONG_NUMBER),
    (ActionId.OUTCOME_DO_NOT_CALL, Outcome.DO_NOT_CALL),
)

OUTCOME_OF: dict[str, Outcome] = {name.value: outcome for name, outcome in _OUTCOMES}
"""The outcome that an action records, by the action's id."""


_STEPS = (
    (ActionId.STEP_1, "First"),
    (ActionId.STEP_2, "Second"),
    (ActionId.STEP_3, "Third"),
    (ActionId.STEP_4, "Fourth"),
)


def _call(name: ActionId, text: str, *keys: str, icon: str = "") -> Action:
    return Action(name, text, Group.CALL, keys, icon, Place.CALL_DESK)


def _outcome(name: ActionId, outcome: Outcome) -> Action:
    # Ctrl+0 is the normal text size: Do not call has no key while typing.
    typing = () if outcome.key == "0" else (f"Ctrl+{outcome.key}",)
    keys = (outcome.key, *typing)
    return Action(name, outcome.label, Group.OUTCOMES, keys, place=Place.CALL_DESK)


def _go(name: ActionId, text: str, letter: str, digit: int, icon: str) -> Action:
    return Action(name, text, Group.GO_TO, (f"G, {letter}", f"Alt+{digit}"), icon)


def _any(name: ActionId, text: str, *keys: str, icon: str = "") -> Action:
    return Action(name, text, Group.EVERYWHERE, keys, icon)


def _window(name: ActionId, text: str, *keys: str, icon: str = "") -> Action:
    return Action(name, text, Group.EVERYWHERE, keys, icon, needs_desk=False)


def _queue(name: ActionId, text: str, *keys: str) -> Action:
    return Action(name, text, Group.LISTS, keys, place=Place.QUEUE)


def _hand_off(name: ActionId, text: str, *keys: str) -> Action:
    return Action(name, text, Group.HAND_OFFS, keys, place=Place.HAND_OFFS)


def _territory(name: ActionId, text: str, *keys: str) -> Action:
    return Action(name, text, Group.TERRITORIES, keys, place=Place.TERRITORIES)


def _duplicate(name: ActionId, text: str, *keys: str) -> Action:
    return Action(name, text, Group.DUPLICATES, keys, place=Place.DUPLICATES)


def _outbox(name: ActionId, text: str, *keys: str) -> Action:
    return Action(name, text, Group.OUTBOX, keys, place=Place.OUTBOX)


def _rule(name: ActionId, text: str, *keys: str) -> Action:
    return Action(name, text, Group.RULES, keys, place=Place.RULES)


def _script(name: ActionId, text: str, key: str) -> Action:
    return Action(name, text, Group.SCRIPTS, (key,), place=Place.SCRIPTS)


ACTIONS: tuple[Action, ...] = (
    _call(ActionId.DIAL, "Dial", "F5", icon="phone"),
    _call(ActionId.CHOOSE_NUMBER, "Choose another number", "Ctrl+F5"),
    _call(ActionId.CALL_OVER, "Call over", "Shift+F5", icon="phone-off"),
    _call(ActionId.OBJECTIONS, "Objections", "F8", "O"),
    _call(ActionId.NOTES, "Notes", "F7", "N"),
    _call(ActionId.DETAILS, "Details on or off", "F9"),
    _call(ActionId.SKIP, "Skip with a reason", "S"),
    _call(ActionId.SNOOZE, "Snooze", "Z"),
    _call(ActionId.WHY, "Why this order", "W"),
    _call(ActionId.OTHERS, "Others at this number", "L", icon="users"),
    _call(ActionId.SHORT_EMAIL, "Short e-mail after a voicemail", "V", icon="mail"),
    _call(ActionId.FIND_ON_DESK, "Find in script and history", "/", "Ctrl+F", icon="search"),
    _call(ActionId.NEW_PROSPECT, "New prospect", "Ctrl+N", icon="plus"),
    _call(ActionId.BREAK, "Break", "Ctrl+B"),
    *(_outcome(name, outcome) for name, outcome in _OUTCOMES),
    _go(ActionId.GO_CALL_DESK, "Call desk", "D", 1, "headset"),
    _go(ActionId.GO_QUEUE, "Queue", "Q", 2, "list-ordered"),
    _go(ActionId.GO_HAND_OFFS, "Hand-offs", "H", 3, "calendar-check"),
    _go(ActionId.GO_TERRITORIES, "Territories", "T", 4, "map"),
    Action(ActionId.GO_SCRIPTS, "Scripts", Group.GO_TO, ("G, S",), "file-text"),
    Action(ActionId.GO_OUTBOX, "Outbox", Group.GO_TO, ("G, O",), "mail"),
    Action(ActionId.GO_TRACKS, "Nurture tracks", Group.GO_TO, ("G, N",), "sprout"),
    Action(ActionId.GO_DUPLICATES, "Entered twice", Group.GO_TO, ("G, E",), "users"),
    Action(ActionId.GO_RULES, "Calling rules", Group.GO_TO, ("G, U",), "shield-check"),
    _any(ActionId.SEARCH, "Search and do", "Ctrl+K", icon="search"),
    _any(ActionId.CAME_IN, "They called or wrote", "I", icon="phone-incoming"),
    _any(ActionId.UNDO, "Take back my last action", "Ctrl+Z", icon="undo-2"),
    _any(ActionId.UNDO_OUTCOME, "Take back the last outcome", "Alt+U"),
    _any(ActionId.OTHERWISE, "Choose otherwise in the toast", "M", "Ctrl+M"),
    _any(ActionId.BACK, "Back, keeps what you typed", "Esc"),
    _any(ActionId.CONFIRM, "Confirm what is open", "Ctrl+Return", "Ctrl+Enter"),
    _any(ActionId.PREFERENCES, "Preferences", "Ctrl+,"),
    _any(ActionId.NEXT_PANE, "Next pane", "F6"),
    _any(ActionId.PREVIOUS_PANE, "Previous pane", "Shift+F6"),
    _any(ActionId.IMPORT_LIST, "Import a list", "Ctrl+O", icon="file-spreadsheet"),
    _window(ActionId.MENU, "Menu", "F10"),
    _window(ActionId.FULL_SCREEN, "Full screen", "F11"),
    _window(ActionId.TEXT_LARGER, "Text larger", "Ctrl++", "Ctrl+="),
    _window(ActionId.TEXT_SMALLER, "Text smaller", "Ctrl+-"),
    _window(ActionId.TEXT_NORMAL, "Normal text size", "Ctrl+0"),
    _window(ActionId.ALL_KEYS, "All keys", "?", "Ctrl+?", "F1"),
    _window(ActionId.QUIT, "Quit", "Ctrl+Q"),
    _queue(ActionId.START_CALLING, "Start calling", "F5"),
    _queue(ActionId.FIND, "Find", "/", "Ctrl+F"),
    _queue(ActionId.NEW_IN_QUEUE, "New prospect", "Ctrl+N"),
    _queue(ActionId.EXPORT_QUEUE, "Export what is shown", "Ctrl+Shift+E"),
    _queue(ActionId.QUEUE_DETAILS, "Details on or off", "F9"),
    _queue(ActionId.SELECT, "Select", "X"),
    _queue(ActionId.CALL_FIRST, "Call first", "P"),
    _queue(ActionId.CALL_FIRST_FOR_ALL, "Call first for everybody", "Shift+P"),
    _queue(ActionId.SNOOZE_ROWS, "Snooze", "Z"),
    _queue(ActionId.ASSIGN, "Assign", "A"),
    _queue(ActionId.CLOSE_ROWS, "Close out the selected", "4"),
    _queue(ActionId.DISREGARD_ROWS, "Put right what was sent", "V"),
    _queue(ActionId.PREVIOUS_TAB, "Previous tab", "Ctrl+PgUp"),
    _queue(ActionId.NEXT_TAB, "Next tab", "Ctrl+PgDown"),
    _hand_off(ActionId.FIND_HAND_OFF, "Find a hand-off", "/", "Ctrl+F"),
    *(
        _hand_off(step, f"{ordinal} next step", str(key))
        for key, (step, ordinal) in enumerate(_STEPS, start=1)
    ),
    _hand_off(ActionId.DISREGARD, "Put right what was sent", "V"),
    _hand_off(ActionId.EXPORT, "Export", "Ctrl+Shift+E"),
    _hand_off(ActionId.HAND_OFFS_PREVIOUS_TAB, "Previous tab", "Ctrl+PgUp"),
    _hand_off(ActionId.HAND_OFFS_NEXT_TAB, "Next tab", "Ctrl+PgDown"),
    _territory(ActionId.REASSIGN, "Reassign", "R"),
    _territory(ActionId.COVER, "Name a covering rep", "C"),
    _territory(ActionId.ABSENCE, "Away or leaving", "A"),
    _territory(ActionId.REP_CALENDAR, "A rep’s calendar", "K"),
    _territory(ActionId.FIND_TERRITORY, "Find a territory", "/", "Ctrl+F"),
    _script(ActionId.SCRIPT_PREVIEW, "Preview on or off", "F9"),
    _script(ActionId.SCRIPT_OBJECTIONS, "Objections", "F8"),
    _script(ActionId.SCRIPT_ADD, "Add a step or criterion", "Ctrl+N"),
    _script(ActionId.SCRIPT_UP, "Move it up", "Alt+PgUp"),
    _script(ActionId.SCRIPT_DOWN, "Move it down", "Alt+PgDown"),
    _script(ActionId.SCRIPT_REMOVE, "Remove it", "Ctrl+Shift+Del"),
    _duplicate(ActionId.MAKE_ONE, "The same: make one", "1"),
    _duplicate(ActionId.KEEP_APART, "Not the same", "2"),
    _duplicate(ActionId.PART_AGAIN, "Part again", "P"),
    _duplicate(ActionId.OTHER_PAIRS, "Look alike, or made one", "Ctrl+PgDown", "Ctrl+PgUp"),
    _outbox(ActionId.MAIL_1, "First next step", "1"),
    _outbox(ActionId.MAIL_2, "Second next step", "2"),
    _outbox(ActionId.MAIL_3, "Third next step", "3"),
    _outbox(ActionId.FIND_MAIL, "Find a mail or letter", "/", "Ctrl+F"),
    _outbox(ActionId.SELECT_MAIL, "Select", "X"),
    _outbox(ActionId.PREVIOUS_SHELF, "Previous tab", "Ctrl+PgUp"),
    _outbox(ActionId.NEXT_SHELF, "Next tab", "Ctrl+PgDown"),
    _rule(ActionId.NEW_BAR, "Read a do-not-call list in", "Ctrl+N"),
    _rule(ActionId.RULES_PREVIOUS_TAB, "Previous tab", "Ctrl+PgUp"),
    _rule(ActionId.RULES_NEXT_TAB, "Next tab", "Ctrl+PgDown"),
    _rule(ActionId.FIND_RULE, "Find a rule", "/", "Ctrl+F"),
    _territory(ActionId.NEW_TERRITORY, "New territory", "Ctrl+N"),
)


@cache
def _by_id() -> dict[str, Action]:
    return {one.id.value: one for one in ACTIONS}


def action(name: str) -> Action:
    """Return an action by its id."""
    return _by_id()[name]


HELD_DOWN = frozenset(
    {
        ActionId.TEXT_LARGER,
        ActionId.TEXT_SMALLER,
        ActionId.SCRIPT_UP,
        ActionId.SCRIPT_DOWN,
    }
)
"""What is done again and again while its key is held down; all else is done once."""
