"""When a close-out lets us come back, and whom they said we should ask instead."""

from datetime import date, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.outcome import Reopen
from qualdesk_ui.panels.form import FormPlace, typed
from qualdesk_ui.panels.frame import PanelContext
from qualdesk_ui.panels.when_field import WhenField
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.select import Select

_ANY = (Reopen.ON_TRIGGER, None)
_DAY, _NEVER = (Reopen.AT_DATE, None), (Reopen.NEVER, None)


class DoorChoice(QWidget):
    """A list, a day where one is asked for, and a name; `when` stands where there is room for it."""

    def __init__(self) -> None:
        super().__init__()
        kinds = [
            ((Reopen.ON_TRIGGER, kind), f"With a new one: {kind.label.lower()}")
            for kind in CampaignKind
        ]
        options = [(one, one[0].label) for one in (_ANY, _DAY, _NEVER)]
        self.reopen = Select("Ask again", [*options, *kinds])
        self.when = WhenField("Day to ask again", "Ask again: “in 6 months”, “April”")
        self.when.hide()
        self.referral = Field("Who else we should speak to", placeholder="Who else should we ask?")
        self.reopen.chosen.connect(self._show_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(section("Ask again"))
        column.addWidget(self.reopen)
        column.addWidget(self.referral)

    def places(self) -> dict[str, FormPlace]:
        """Return what is typed and chosen here, for the form of a panel."""
        return {
            "ask-again": FormPlace(
                self.reopen.currentText, self._put_reopen, self.reopen.currentTextChanged
            ),
            "ask-again-on": typed(self.when.field),
            "referral": typed(self.referral),
        }

    def renew(self, context: PanelContext) -> None:
        """Read a typed day from this moment on."""
        self.when.renew(context)

    def reopens(self) -> Reopen:
        """Return when the door opens again."""
        return self._value()[0]

    def kind(self) -> CampaignKind | None:
        """Return the one kind of campaign that opens it, or None for any."""
        return self._value()[1]

    def is_day_missing(self, now: datetime) -> bool:
        """Whether a day is asked for and none is understood, or one that is past; then say so."""
        if self.reopens() is not Reopen.AT_DATE:
            return False
        at = self.when.moment()
        if at is None:
            self.when.complain()
        elif at.date() <= now.date():
            self.when.complain("That day is past. Name a later one to ask again.")
        else:
            return False
        return True

    def day(self, context: PanelContext) -> date | None:
        """Return the day on which we may ask again."""
        at = self.when.moment() if self.reopens() is Reopen.AT_DATE else None
        return None if at is None else context.there(at).date()

    def _value(self) -> tuple[Reopen, CampaignKind | None]:
        value = self.reopen.value()
        return value if isinstance(value, tuple) else _ANY

    def _put_reopen(self, label: str) -> None:
        self.reopen.setCurrentText(label)
        self._show_day(self.reopen.value())

    def _show_day(self, _value: object) -> None:
        is_asked = self.reopens() is Reopen.AT_DATE
        self.when.setVisible(is_asked)
        if is_asked:
            self.when.field.setFocus()
