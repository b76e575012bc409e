"""Outcome 1: a lead for sales, with its meeting, its brief and, if need be, a reason."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.commands.requests.calls import PushToSales
from qualdesk.domain.hand_off import MeetingMedium
from qualdesk.domain.next_step import accept_by
from qualdesk_ui.panels.brief import drafted_brief
from qualdesk_ui.panels.form import FormPlace, PanelForm, chosen, ticked, typed
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext
from qualdesk_ui.panels.slot_list import SlotList
from qualdesk_ui.panels.unmet_strip import UnmetStrip
from qualdesk_ui.panels.when_field import WhenField
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.aside import Aside
from qualdesk_ui.widgets.check import CheckBox
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.text_area import TextArea
from qualdesk_ui.widgets.tone import Tone

_SHOWN_SLOTS = 4
_LEFT_WIDTH = 264
_WRITTEN = "written from your answers, edit freely"


class PushPanel(OutcomePanel):
    """Starts with the first free slot of the rep; the brief is drafted again until it is edited."""

    kept_as = "push"

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        rep = context.card.rep
        self.rep_name = rep.first_name or rep.name
        self.set_title("Push to sales", ", ".join(part for part in (rep.name, rep.note) if part))
        self.primary.setText(f"Push to {self.rep_name}")
        self.unmet = UnmetStrip()
        self.medium = Segment("Meeting", [Option(one.value, one.label) for one in MeetingMedium])
        self.slots = SlotList(context, context.card.slots[:_SHOWN_SLOTS])
        self.other = WhenField("Another time", "Another time: “Monday 15:00”", what="time")
        self.brief = TextArea(f"Brief to {self.rep_name}")
        self.invite = CheckBox(f"Invite {context.first_name} by e-mail, with the calendar file")
        self._is_edited = False
        self._connect()
        self._fill()
        self.invite.setChecked(bool(context.card.email))
        self._say()
        self.form = PanelForm(
            self,
            {
                "medium": chosen(self.medium),
                "slot": FormPlace(self.slots.words, self.slots.choose, self.slots.chosen),
                "other": typed(self.other.field),
                "brief": FormPlace(self._edited_brief, self._put_brief, self.brief.edited),
                "invite": ticked(self.invite),
                "unmet-because": FormPlace(
                    self.unmet.reason.text, self.unmet.put_reason, self.unmet.reason.textChanged
                ),
            },
        )

    def renew(self, context: PanelContext) -> None:
        super().renew(context)
        self.other.renew(context)
        self.unmet.say(context.verdict.missing)
        if not self._is_edited:
            self.brief.set_text(drafted_brief(context, context.call().note))
        self._say()

    def show_times(self, context: PanelContext) -> None:
        """Show the times that are left: the one asked for was taken meanwhile; all else stays."""
        self.context = context
        self.slots.show_times(context, context.card.slots[:_SHOWN_SLOTS])
        self._say()
        self.outgrown.emit()
        self.take_focus()

    def take_focus(self) -> None:
        self.slots.take_focus()

    def request(self) -> PushToSales | None:
        unmet_because = self.unmet.reason.text().strip()
        if self.context.verdict.missing and not unmet_because:
            self.unmet.insist()
            return None
        if self.other.text() and not self._is_other_readable():
            return None
        if not self.other.text() and not self.slots.has_choice():
            self._ask_for_time()
            return None
        meeting_at = self._meeting_at()
        return PushToSales(
            self.context.call(),
            meeting_at=meeting_at,
            medium=MeetingMedium(self.medium.value()),
            brief=self.brief.text().strip(),
            rep_id=self.context.card.rep.person_id,
            invite=self.invite.isChecked() and bool(meeting_at) and not self.invite.isHidden(),
            unmet_because=unmet_because if self.context.verdict.missing else "",
        )

    def _is_other_readable(self) -> bool:
        at = self.other.moment()
        if at is None:
            self.other.complain()
        elif at <= self.context.now:
            self.other.complain("That time is past. Choose a later one.")
        return at is not None and at > self.context.now

    def _ask_for_time(self) -> None:
        """Ask again; no time is taken that was not agreed on."""
        self.remark.set_tone(Tone.BAD)
        self.remark.set_text(f"Choose another time, or that {self.rep_name} calls.")
        self.take_focus()

    def _meeting_at(self) -> datetime | None:
        return self.other.moment() if self.other.text() else self.slots.at()

    def _connect(self) -> None:
        self.unmet.ask_now.connect(self._ask_now)
        self.unmet.opened.connect(self.outgrown)
        self.slots.chosen.connect(self._take_slot)
        self.other.changed.connect(self._take_other)
        self.brief.edited.connect(self._keep_brief)

    def _fill(self) -> None:
        meeting = QHBoxLayout()
        meeting.addWidget(section("Meeting"), 1)
        meeting.addWidget(self.medium)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(meeting)
        left.addWidget(self.slots)
        left.addWidget(self.other)
        left.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(section(f"Brief to {self.rep_name}"))
        head.addWidget(Aside(_WRITTEN, Role.SMALL, Tone.HINT), 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.brief, 1)
        right.addWidget(self.invite)
        self.body.setSpacing(10)
        self.body.addWidget(self.unmet)
        self.set_columns(PanelColumns(left, right, left_width=_LEFT_WIDTH, spacing=20))

    def _ask_now(self) -> None:
        missing = {one.id for one in self.context.verdict.missing}
        steps = (step for step in self.context.card.script.steps if step.criterion in missing)
        step = next(steps, None)
        if step is not None:
            self.question_asked.emit(step.id)

    def _keep_brief(self) -> None:
        self._is_edited = True

    def _edited_brief(self) -> str:
        return self.brief.text() if self._is_edited else ""

    def _put_brief(self, words: str) -> None:
        self.brief.set_text(words)
        self._is_edited = True

    def _take_slot(self) -> None:
        self.other.set_text("")
        self._say()

    def _take_other(self) -> None:
        if self.other.text():
            self.slots.choose_none()
        elif not self.slots.has_choice():
            self.slots.choose_first()
        self._say()

    def _say(self) -> None:
        context = self.context
        at = self._meeting_at()
        self.remark.set_tone(Tone.SECONDARY)
        by = context.here(accept_by(context.now, context.card.rep.hours, at))
        self.remark.set_text(
            f"{self.rep_name} accepts, or returns it with a reason, by {by:%a %H:%M}."
        )
        self.invite.setVisible(bool(context.card.email))
        self.invite.setEnabled(at is not None)
