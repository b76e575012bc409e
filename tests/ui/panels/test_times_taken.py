"""Another caller was faster: the open panel shows the times that are left, and keeps the rest."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from qualdesk.commands.outcomes import push_to_sales
from qualdesk.commands.requests.calls import PushToSales
from qualdesk.errors import TimeTaken
from qualdesk.events.calls import PushedToSales
from qualdesk.store.session import Press
from qualdesk_ui.panels.push import PushPanel
from tests.builders import NOW, a_call, a_person, writing
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


@pytest.fixture
def panel(setting: Setting) -> PushPanel:
    """Open the panel; while it is open, another caller gives the time it shows first to Tom."""
    setting.screen.perform("outcome-push")
    opened = setting.screen.calling.panels.open_panel
    assert isinstance(opened, PushPanel)
    opened.unmet.put_reason("asked for a rep")
    with writing(setting.desk.database) as session:
        call = a_call(setting.tom, a_person(session, "Ana Ruiz"))
    rep_id = setting.card().rep.person_id
    faster = PushToSales(call, opened.slots.at(), rep_id=rep_id, unmet_because="asked for a rep")
    setting.desk.database.carry_out(push_to_sales, faster, press=Press.new(), now=NOW)
    return opened


def _shown(panel: PushPanel) -> list[str]:
    """Return the lines of the list as they stand, without the one that fixes no time."""
    slots = panel.slots.findChildren(QAbstractButton)
    return [one.accessibleName() for one in slots if not one.isHidden() and one.isVisible()][:-1]


def test_a_time_taken_meanwhile_gives_way_to_those_that_are_left(
    setting: Setting, panel: PushPanel
) -> None:
    taken, *left = _shown(panel)
    setting.confirm()
    assert isinstance(setting.refusals[-1], TimeTaken)
    assert _shown(panel)[: len(left)] == left
    assert len(_shown(panel)) == len(left) + 1
    assert taken not in _shown(panel)
    assert panel.slots.isAncestorOf(setting.focus())


def test_what_was_typed_and_chosen_beside_the_time_stays(
    setting: Setting, panel: PushPanel
) -> None:
    panel.form.fill({"brief": "Runs two lines.", "invite": "on", "medium": "call"})
    before = {name: words for name, words in panel.form.words().items() if name != "slot"}
    setting.confirm()
    after = {name: words for name, words in panel.form.words().items() if name != "slot"}
    assert after == before
    assert after["unmet-because"] == "asked for a rep"


def test_after_a_refusal_no_time_is_taken_that_was_not_chosen(
    setting: Setting, panel: PushPanel
) -> None:
    setting.confirm()
    setting.confirm()
    assert len(setting.refusals) == 1
    assert panel.remark.text() == "Choose another time, or that Jonas calls."
    setting.press(Qt.Key.Key_Down)
    assert panel.slots.at() == setting.card().slots[0]
    setting.confirm()
    pushed = setting.events[-1]
    pushes = [one for one in setting.events if isinstance(one, PushedToSales)]
    assert pushes, pushed
    assert pushes[-1].meeting_at is not None


def test_another_time_that_was_taken_stays_typed_beside_what_is_free(
    setting: Setting, panel: PushPanel
) -> None:
    first = panel.context.there(panel.context.card.slots[0])
    panel.other.set_text(f"{first:%d.%m.%Y %H:%M}")
    setting.confirm()
    assert isinstance(setting.refusals[-1], TimeTaken)
    assert panel.other.text() == f"{first:%d.%m.%Y %H:%M}"
    assert panel.slots.isAncestorOf(setting.focus())


def test_that_the_rep_calls_stays_chosen_when_other_times_are_shown(panel: PushPanel) -> None:
    panel.slots.choose("rep calls")
    panel.show_times(panel.context)
    assert panel.slots.words() == "rep calls"
