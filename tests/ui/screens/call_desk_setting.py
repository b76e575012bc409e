"""A call desk on a real database, with two prospects that may be called and one at night."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qualdesk.domain.lead import Lane
from qualdesk.errors import QualDeskError
from qualdesk.events.calls import After
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.store.seeds import seed
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.call_desk import CallDesk
from tests.builders import NOW, a_campaign, a_lead, a_prospect, a_territory, writing


@dataclass
class Setting:
    """The desk, what it opened, what it stored and what it refused."""

    screen: CallDesk
    desk: Desk
    maria: int
    tom: int
    dana: int
    opened: list[str] = field(default_factory=list)
    events: list[object] = field(default_factory=list)
    refusals: list[QualDeskError] = field(default_factory=list)

    def name(self) -> str:
        """Return who is on the desk."""
        on_desk = self.screen.calling.on_desk
        return on_desk.card.name if on_desk is not None else ""

    def card(self) -> ProspectCard:
        """Return the card on the desk."""
        on_desk = self.screen.calling.on_desk
        assert on_desk is not None
        return on_desk.card

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus(), key)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(self.focus(), words)

    def focus(self) -> QWidget:
        """Return what has the focus."""
        return QApplication.focusWidget() or self.screen

    def confirm(self) -> None:
        """Press Ctrl+Enter as the window does."""
        self.screen.perform("confirm")

    def after(self) -> After:
        """Return where the newest outcome left its lead."""
        afters = (getattr(event, "after", None) for event in reversed(self.events))
        return next(after for after in afters if isinstance(after, After))


def opens(opened: list[str], url: QUrl) -> bool:
    """Take a number as a machine with a telephone does."""
    opened.append(url.toString())
    return True


def opens_nothing(opened: list[str], url: QUrl) -> bool:
    """Take no number, as a machine without a telephone does."""
    opened.append(url.toString())
    return False


def a_call_desk(
    desk: Desk,
    *,
    width: int = 1364,
    height: int = 900,
    opener: Callable[[list[str], QUrl], bool] = opens,
) -> Setting:
    """Open a call desk with Maria, then Tom, and Dana whose morning has not begun."""
    with writing(desk.database) as session:
        seed(session, NOW)
        campaign, territory = a_campaign(session), a_territory(session)
        maria, tom, dana = (
            a_lead(
                session,
                prospect_id=a_prospect(
                    session, name, company=company, country=country, region=region, numbers=numbers
                ),
                campaign_id=campaign,
                territory_id=territory,
                lane=Lane.FRESH,
                interest_at=NOW - timedelta(days=days),
            )
            for name, company, country, region, numbers, days in (
                ("Maria Keller", "Bergmann", "DE", "", ("+498999998210", "+4917604069012"), 1),
                ("Tom Ashworth", "Pennine", "GB", "", ("+441134960142",), 2),
                ("Dana Whitfield", "Hudson", "US", "NY", ("+15185550142",), 3),
            )
        )
    opened: list[str] = []
    screen = CallDesk(desk, opener=partial(opener, opened), template=lambda: "tel:{number}")
    setting = Setting(screen, desk, maria, tom, dana, opened)
    desk.committed.connect(setting.events.append)
    desk.refused.connect(setting.refusals.append)
    screen.resize(width, height)
    screen.show()
    screen.activateWindow()
    screen.refresh()
    QApplication.processEvents()
    return setting
