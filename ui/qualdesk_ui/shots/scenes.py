"""Every scene by its name."""

from PySide6.QtCore import Qt

from qualdesk_ui.actions import ActionId, Place
from qualdesk_ui.shots import desk_scenes as desk
from qualdesk_ui.shots import page_scenes as page
from qualdesk_ui.shots.studio import REP, TEAM_LEAD, Scene

_GO_QUEUE, _GO_OUTBOX = ActionId.GO_QUEUE, ActionId.GO_OUTBOX
_GO_HAND_OFFS, _GO_TERRITORIES = ActionId.GO_HAND_OFFS, ActionId.GO_TERRITORIES
_DOWN, _SPACE = Qt.Key.Key_Down, Qt.Key.Key_Space

_CALL_DESK = {
    "first-run": Scene(page.first_run),
    "call-desk": Scene(desk.idle),
    "call-desk-dialling": Scene(desk.dialling),
    "call-desk-on-call": Scene(desk.on_call),
    "call-desk-ended": Scene(desk.ended),
    "call-desk-toast": Scene(desk.then(ActionId.OUTCOME_NO_ANSWER)),
    "call-desk-voicemail": Scene(desk.then(ActionId.OUTCOME_VOICEMAIL)),
    "call-desk-short-email": Scene(desk.then(ActionId.OUTCOME_VOICEMAIL, ActionId.SHORT_EMAIL)),
    "call-desk-break": Scene(desk.at_once(ActionId.BREAK)),
    "call-desk-skip": Scene(desk.at_once(ActionId.SKIP)),
    "call-desk-snooze": Scene(desk.at_once(ActionId.SNOOZE)),
    "call-desk-skipped": Scene(desk.skipped),
    "call-desk-others": Scene(desk.at_once(ActionId.OTHERS)),
    "call-desk-numbers": Scene(desk.at_once(ActionId.CHOOSE_NUMBER)),
    "call-desk-find": Scene(desk.finding("audit")),
    "call-desk-find-history": Scene(desk.finding("glass")),
    "call-desk-new": Scene(desk.adding),
    "call-desk-added": Scene(desk.added),
    "call-desk-new-on-break": Scene(desk.at_once(ActionId.BREAK, ActionId.NEW_PROSPECT)),
    "call-desk-details": Scene(desk.at_once(ActionId.DETAILS)),
    "call-desk-outside-hours": Scene(desk.found("dana whit")),
    "call-desk-with-sales": Scene(desk.found("oskar nil")),
    "call-desk-nobody": Scene(desk.idle, is_new_file=True),
    "why-order": Scene(desk.at_once(ActionId.WHY)),
    "objections": Scene(desk.then(ActionId.OBJECTIONS)),
}
_OUTCOMES = {
    "outcome-push": Scene(desk.then(ActionId.OUTCOME_PUSH)),
    "outcome-push-unmet": Scene(desk.push_unmet),
    "outcome-callback": Scene(desk.then(ActionId.OUTCOME_CALL_BACK)),
    "outcome-nurture": Scene(desk.then(ActionId.OUTCOME_NURTURE)),
    "outcome-closeout": Scene(desk.then(ActionId.OUTCOME_CLOSE_OUT)),
    "outcome-gatekeeper": Scene(desk.then(ActionId.OUTCOME_GATEKEEPER)),
    "outcome-wrong-number": Scene(desk.then(ActionId.OUTCOME_WRONG)),
    "outcome-do-not-call": Scene(desk.then(ActionId.OUTCOME_DO_NOT_CALL)),
}
_QUEUE = {
    "queue": Scene(page.on_page(_GO_QUEUE)),
    "queue-peek": Scene(page.on_page(_GO_QUEUE, _DOWN, _SPACE)),
    "queue-chosen": Scene(page.chosen_rows()),
    "queue-snooze": Scene(page.on_page(_GO_QUEUE, _DOWN, then=(ActionId.SNOOZE_ROWS,))),
    "queue-assign": Scene(page.on_page(_GO_QUEUE, _DOWN, then=(ActionId.ASSIGN,))),
    "queue-close-out": Scene(
        page.chosen_rows(ActionId.CLOSE_ROWS, keys=(Qt.Key.Key_F,)), TEAM_LEAD
    ),
    "queue-find-out": Scene(page.find_out),
    "queue-new": Scene(page.on_page(_GO_QUEUE, then=(ActionId.NEW_IN_QUEUE,))),
    "queue-details": Scene(page.on_page(_GO_QUEUE, _DOWN, then=(ActionId.QUEUE_DETAILS,))),
    "queue-nobody": Scene(page.finding(_GO_QUEUE, ActionId.FIND, "keler")),
    "queue-empty": Scene(page.on_page(_GO_QUEUE), is_new_file=True),
}
_SALES = {
    "hand-offs": Scene(page.on_page(_GO_HAND_OFFS)),
    "hand-offs-step": Scene(page.on_page(_GO_HAND_OFFS, then=(ActionId.STEP_1,))),
    "hand-offs-again": Scene(page.on_page(_GO_HAND_OFFS, then=(ActionId.STEP_3,))),
    "hand-offs-offered": Scene(page.on_page(_GO_HAND_OFFS, _DOWN, then=(ActionId.STEP_2,))),
    "hand-offs-rep": Scene(page.on_page(_GO_HAND_OFFS), REP),
    "hand-offs-empty": Scene(page.on_page(_GO_HAND_OFFS), is_new_file=True),
    "territories": Scene(page.on_page(_GO_TERRITORIES)),
    "territories-reassign": Scene(
        page.on_page(_GO_TERRITORIES, then=(ActionId.REASSIGN,)), TEAM_LEAD
    ),
    "territories-planned": Scene(page.planned, TEAM_LEAD),
    "territories-undo": Scene(page.reassigned, TEAM_LEAD),
    "territories-cover": Scene(page.on_page(_GO_TERRITORIES, then=(ActionId.COVER,)), TEAM_LEAD),
    "territories-new": Scene(
        page.on_page(_GO_TERRITORIES, then=(ActionId.NEW_TERRITORY,)), TEAM_LEAD
    ),
    "territories-absence": Scene(
        page.on_page(_GO_TERRITORIES, then=(ActionId.ABSENCE,)), TEAM_LEAD
    ),
    "territories-calendar": Scene(
        page.on_page(_GO_TERRITORIES, then=(ActionId.REP_CALENDAR,)), TEAM_LEAD
    ),
}
_LISTS = {
    "import-file": Scene(desk.at_once(ActionId.IMPORT_LIST)),
    "import": Scene(page.mapping),
    "import-problems": Scene(page.problems),
    "import-done": Scene(page.imported),
    "duplicates": Scene(page.duplicates),
    "duplicates-made-one": Scene(page.made_one),
    "duplicates-none": Scene(page.on_page(ActionId.GO_DUPLICATES)),
    "outbox": Scene(page.on_page(_GO_OUTBOX)),
    "outbox-waiting": Scene(page.on_page(_GO_OUTBOX, then=(ActionId.NEXT_SHELF,))),
    "outbox-read": Scene(page.on_page(_GO_OUTBOX, _SPACE)),
    "outbox-came-in": Scene(page.on_page(_GO_OUTBOX, then=(ActionId.PREVIOUS_SHELF,) * 2)),
    "outbox-give": Scene(
        page.on_page(_GO_OUTBOX, then=(ActionId.PREVIOUS_SHELF,) * 2 + (ActionId.MAIL_1,))
    ),
    "outbox-letters": Scene(page.on_page(_GO_OUTBOX, then=(ActionId.PREVIOUS_SHELF,))),
    "outbox-print": Scene(
        page.on_page(_GO_OUTBOX, then=(ActionId.PREVIOUS_SHELF, ActionId.MAIL_1))
    ),
    "tracks": Scene(desk.then(ActionId.OUTCOME_NURTURE, ActionId.CONFIRM, ActionId.GO_TRACKS)),
    "tracks-empty": Scene(page.on_page(ActionId.GO_TRACKS), is_new_file=True),
    "outbox-empty": Scene(page.on_page(_GO_OUTBOX), is_new_file=True),
}
_SCRIPTS = {
    "scripts": Scene(page.script(), TEAM_LEAD),
    "scripts-step": Scene(page.script_step, TEAM_LEAD),
    "scripts-faults": Scene(page.script_faults, TEAM_LEAD),
    "scripts-preview": Scene(page.script_preview, TEAM_LEAD),
    "scripts-versions": Scene(page.script_versions, TEAM_LEAD),
    "scripts-definition": Scene(page.script("definition:agreed-lead"), TEAM_LEAD),
    "scripts-read-only": Scene(page.script()),
}
_RULES = {
    "rules": Scene(page.on_page(ActionId.GO_RULES)),
    "rules-lead": Scene(page.hours_set, TEAM_LEAD),
    "rules-bars": Scene(
        page.on_page(ActionId.GO_RULES, then=(ActionId.RULES_NEXT_TAB,)), TEAM_LEAD
    ),
    "rules-list": Scene(page.on_page(ActionId.GO_RULES, then=(ActionId.NEW_BAR,)), TEAM_LEAD),
}
_WINDOW = {
    "palette": Scene(desk.searching("kel")),
    "palette-empty": Scene(desk.searching("")),
    "came-in": Scene(desk.at_once(ActionId.CAME_IN)),
    "preferences": Scene(desk.at_once(ActionId.PREFERENCES)),
    "preferences-mail": Scene(page.visiting(Place.PREFERENCES, "mail")),
    "preferences-keys": Scene(page.preferences_end),
    "keys": Scene(desk.at_once(ActionId.ALL_KEYS)),
}

SCENES: dict[str, Scene] = {
    **_CALL_DESK,
    **_OUTCOMES,
    **_QUEUE,
    **_SALES,
    **_LISTS,
    **_SCRIPTS,
    **_RULES,
    **_WINDOW,
}
