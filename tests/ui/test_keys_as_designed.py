"""The keys of UI.md §6, written down a second time: what the design promises, the table has."""

import pytest

from qualdesk_ui.actions import ACTIONS, ActionId, Group, Keys, Place
from qualdesk_ui.actions.keys_sheet import lines

EVERYWHERE: dict[str, ActionId] = {
    "Ctrl+K": ActionId.SEARCH,
    "Ctrl+Z": ActionId.UNDO,
    "Alt+U": ActionId.UNDO_OUTCOME,
    "Esc": ActionId.BACK,
    "F6": ActionId.NEXT_PANE,
    "Shift+F6": ActionId.PREVIOUS_PANE,
    "F10": ActionId.MENU,
    "F11": ActionId.FULL_SCREEN,
    "F1": ActionId.ALL_KEYS,
    "?": ActionId.ALL_KEYS,
    "Ctrl+?": ActionId.ALL_KEYS,
    "Ctrl+,": ActionId.PREFERENCES,
    "Ctrl+Q": ActionId.QUIT,
    "Ctrl++": ActionId.TEXT_LARGER,
    "Ctrl+-": ActionId.TEXT_SMALLER,
    "Ctrl+0": ActionId.TEXT_NORMAL,
    "Ctrl+O": ActionId.IMPORT_LIST,
    "Ctrl+Return": ActionId.CONFIRM,
    "Ctrl+Enter": ActionId.CONFIRM,
    "I": ActionId.CAME_IN,
    "G, D": ActionId.GO_CALL_DESK,
    "G, Q": ActionId.GO_QUEUE,
    "G, H": ActionId.GO_HAND_OFFS,
    "G, T": ActionId.GO_TERRITORIES,
    "Alt+1": ActionId.GO_CALL_DESK,
    "Alt+2": ActionId.GO_QUEUE,
    "Alt+3": ActionId.GO_HAND_OFFS,
    "Alt+4": ActionId.GO_TERRITORIES,
}

CALL_DESK: dict[str, ActionId] = {
    "F5": ActionId.DIAL,
    "Ctrl+F5": ActionId.CHOOSE_NUMBER,
    "Shift+F5": ActionId.CALL_OVER,
    "F7": ActionId.NOTES,
    "N": ActionId.NOTES,
    "F8": ActionId.OBJECTIONS,
    "O": ActionId.OBJECTIONS,
    "F9": ActionId.DETAILS,
    "S": ActionId.SKIP,
    "Z": ActionId.SNOOZE,
    "W": ActionId.WHY,
    "L": ActionId.OTHERS,
    "/": ActionId.FIND_ON_DESK,
    "Ctrl+F": ActionId.FIND_ON_DESK,
    "Ctrl+N": ActionId.NEW_PROSPECT,
    "V": ActionId.SHORT_EMAIL,
    "Ctrl+B": ActionId.BREAK,
    "1": ActionId.OUTCOME_PUSH,
    "2": ActionId.OUTCOME_CALL_BACK,
    "3": ActionId.OUTCOME_NURTURE,
    "4": ActionId.OUTCOME_CLOSE_OUT,
    "5": ActionId.OUTCOME_NO_ANSWER,
    "6": ActionId.OUTCOME_VOICEMAIL,
    "7": ActionId.OUTCOME_BUSY,
    "8": ActionId.OUTCOME_GATEKEEPER,
    "9": ActionId.OUTCOME_WRONG,
    "0": ActionId.OUTCOME_DO_NOT_CALL,
    "Ctrl+1": ActionId.OUTCOME_PUSH,
    "Ctrl+2": ActionId.OUTCOME_CALL_BACK,
    "Ctrl+3": ActionId.OUTCOME_NURTURE,
    "Ctrl+4": ActionId.OUTCOME_CLOSE_OUT,
    "Ctrl+5": ActionId.OUTCOME_NO_ANSWER,
    "Ctrl+6": ActionId.OUTCOME_VOICEMAIL,
    "Ctrl+7": ActionId.OUTCOME_BUSY,
    "Ctrl+8": ActionId.OUTCOME_GATEKEEPER,
    "Ctrl+9": ActionId.OUTCOME_WRONG,
}

QUEUE: dict[str, ActionId] = {
    "P": ActionId.CALL_FIRST,
    "Z": ActionId.SNOOZE_ROWS,
    "A": ActionId.ASSIGN,
    "X": ActionId.SELECT,
    "F9": ActionId.QUEUE_DETAILS,
    "Ctrl+N": ActionId.NEW_IN_QUEUE,
    "Ctrl+Shift+E": ActionId.EXPORT_QUEUE,
    "/": ActionId.FIND,
    "Ctrl+F": ActionId.FIND,
    "Ctrl+PgUp": ActionId.PREVIOUS_TAB,
    "Ctrl+PgDown": ActionId.NEXT_TAB,
}

HAND_OFFS: dict[str, ActionId] = {
    "1": ActionId.STEP_1,
    "2": ActionId.STEP_2,
    "3": ActionId.STEP_3,
    "4": ActionId.STEP_4,
    "/": ActionId.FIND_HAND_OFF,
    "Ctrl+F": ActionId.FIND_HAND_OFF,
    "Ctrl+PgUp": ActionId.HAND_OFFS_PREVIOUS_TAB,
    "Ctrl+PgDown": ActionId.HAND_OFFS_NEXT_TAB,
    "Ctrl+Shift+E": ActionId.EXPORT,
}

TERRITORIES: dict[str, ActionId] = {
    "R": ActionId.REASSIGN,
    "C": ActionId.COVER,
    "/": ActionId.FIND_TERRITORY,
    "Ctrl+F": ActionId.FIND_TERRITORY,
    "Ctrl+N": ActionId.NEW_TERRITORY,
}

DESIGNED: dict[Place | None, dict[str, ActionId]] = {
    None: EVERYWHERE,
    Place.CALL_DESK: CALL_DESK,
    Place.QUEUE: QUEUE,
    Place.HAND_OFFS: HAND_OFFS,
    Place.TERRITORIES: TERRITORIES,
}


@pytest.mark.parametrize("place", DESIGNED, ids=str)
def test_every_key_of_the_design_does_what_it_says(place: Place | None) -> None:
    live = {key: one.id for one in ACTIONS if one.place is place for key in Keys().of(one)}
    assert {key: live.get(key) for key in DESIGNED[place]} == DESIGNED[place]


def test_do_not_call_has_no_key_while_typing() -> None:
    assert [one.id for one in ACTIONS if "Ctrl+0" in one.keys] == [ActionId.TEXT_NORMAL]


@pytest.mark.parametrize("group", [Group.CALL, Group.OBJECTIONS, Group.LISTS])
def test_keys_that_belong_to_no_action_stand_on_the_sheet(group: Group) -> None:
    told = {
        Group.CALL: {"A to F", "Enter"},
        Group.OBJECTIONS: {"A to F", "/", "Y", "N"},
        Group.LISTS: {"Enter", "Space"},
    }
    assert told[group] <= {keys for keys, _text in lines(group, Keys())}
