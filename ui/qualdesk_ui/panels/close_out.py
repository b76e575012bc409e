"""Outcome 4: a courteous end, with a reason and a kind letter, or the words said on the phone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qualdesk.commands.requests.calls import CloseOut
from qualdesk.domain.lead import Grade
from qualdesk.domain.outcome import SPOKEN_REASONS, CloseOutReason, ToldBy
from qualdesk_ui.panels.door_choice import DoorChoice
from qualdesk_ui.panels.form import FormPlace, PanelForm, chosen, ticked, written
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.panels.letter_page import LetterPage
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.check import CheckBox
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.text_area import TextArea
from qualdesk_ui.widgets.tone import Tone

_STOP = "Asked us to stop"
_OF_LABEL = {reason.label: reason for reason in SPOKEN_REASONS}
_WHY_WIDTH = 200
_PAGES = ("letter", "said")


class CloseOutPanel(OutcomePanel):
    """`stop_asked` when they asked us to stop: that is no reason but outcome 0."""

    kept_as = "close-out"
    stop_asked = Signal()

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.set_title("Close out courteously", context.card.name)
        self.reason = ChoiceRow("Why", [*_OF_LABEL, _STOP])
        self.reason.show_letters()
        self.reason.chosen.connect(self._take_reason)
        self.page = LetterPage(context.card.email)
        self.said = TextArea(
            "What was said on the phone", placeholder="No need now; may write in autumn."
        )
        self.on_paper = CheckBox("Print this letter and post it instead")
        self.on_paper.toggled.connect(self._name_button)
        self.door = DoorChoice()
        self.other_way = NormalButton("")
        self.other_way.clicked.connect(self._turn)
        self._pages = QStackedWidget()
        # What they read or said is changed more often than when to ask again.
        self.first_stops = (self.reason, self._pages)
        self._fill()
        self.reason.set_value(_first_reason(context).label)
        self._show_page(0 if context.card.email else 1)
        self.form = PanelForm(self, self._places())

    def renew(self, context: PanelContext) -> None:
        super().renew(context)
        self.door.renew(context)
        self._draft()

    def take_focus(self) -> None:
        self.reason.focus_first()

    def request(self) -> CloseOut | None:
        if self.door.is_day_missing(self.context.now):
            return None
        if self._is_by_mail() and self.page.is_address_missing():
            return None
        told_by = self._told_by()
        is_written = told_by in {ToldBy.EMAIL, ToldBy.LETTER}
        return CloseOut(
            self.context.call(),
            _OF_LABEL[self.reason.value()],
            told_by,
            subject=self.page.subject.text().strip() if is_written else "",
            body=self.page.text.text() if is_written else "",
            to_address=self.page.to_address() if told_by is ToldBy.EMAIL else "",
            words="" if told_by is ToldBy.EMAIL else self.said.text().strip(),
            reopen=self.door.reopens(),
            reopen_on=self.door.day(self.context),
            reopen_kind=self.door.kind(),
            referral=self.door.referral.text().strip(),
        )

    def _places(self) -> dict[str, FormPlace]:
        return {
            "reason": chosen(self.reason),
            **self.page.places(),
            "said": written(self.said),
            "on-paper": ticked(self.on_paper),
            "page": FormPlace(self._page_shown, self._put_page, self._pages.currentChanged),
            **self.door.places(),
        }

    def _told_by(self) -> ToldBy:
        if self._is_by_mail():
            return ToldBy.EMAIL
        if self.on_paper.isChecked():
            return ToldBy.LETTER
        return ToldBy.PHONE if self.said.text().strip() else ToldBy.NOBODY

    def _fill(self) -> None:
        left = labelled("Why", self.reason, self.door)
        left.addStretch(1)
        self._pages.addWidget(self.page)
        self._pages.addWidget(self._said_page())
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._pages, 1)
        right.addWidget(self.door.when)
        self.set_columns(PanelColumns(left, right, left_width=_WHY_WIDTH, spacing=20))
        self.foot.insertWidget(1, self.other_way)

    def _said_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        remark = "Without words it counts as never answered."
        column.addLayout(labelled("What was said on the phone", self.said))
        column.addWidget(Paragraph(remark, Role.SMALL, Tone.SECONDARY))
        column.addWidget(self.on_paper)
        column.addStretch(1)
        return page

    def _take_reason(self, label: str) -> None:
        if label == _STOP:
            self.reason.set_value(_first_reason(self.context).label)
            self.stop_asked.emit()
        else:
            self._draft()

    def _draft(self) -> None:
        self.page.draft(_OF_LABEL[self.reason.value()], self.context)

    def _page_shown(self) -> str:
        return _PAGES[self._pages.currentIndex()]

    def _put_page(self, name: str) -> None:
        if name in _PAGES:
            self._show_page(_PAGES.index(name))

    def _turn(self) -> None:
        self._show_page(0 if not self._is_by_mail() else 1)
        first = self.said if not self._is_by_mail() else self.page.text
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        is_mail = index == 0
        self._name_button()
        self.other_way.setText("Close without e-mail" if is_mail else "Write an e-mail")
        waits = f"Waits {self.context.undo_seconds} s in the outbox; Ctrl+Z takes it back"
        self.remark.set_text(waits if is_mail else "Ctrl+Z takes it back")

    def _name_button(self) -> None:
        on_paper = "Close out and print" if self.on_paper.isChecked() else "Close without e-mail"
        self.primary.setText("Close out and send" if self._is_by_mail() else on_paper)

    def _is_by_mail(self) -> bool:
        return self._pages.currentIndex() == 0


def _first_reason(context: PanelContext) -> CloseOutReason:
    if context.verdict.grade is Grade.DOES_NOT_FIT:
        return CloseOutReason.NOT_THE_RIGHT_COMPANY
    return CloseOutReason.NO_NEED_NOW
