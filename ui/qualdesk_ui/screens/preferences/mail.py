"""The mail accounts: on whose behalf, the server it goes by, the mailbox that is read."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from qualdesk.errors import InputError, QualDeskError
from qualdesk.mail.composing import checked_address
from qualdesk.settings import Firm, Imap, Security, Smtp, keep_mail_password
from qualdesk_ui.desk import Desk
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.field import Field, FieldWithError
from qualdesk_ui.widgets.label import body, heading
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.text_area import TextArea
from qualdesk_ui.widgets.tone import Tone

KeepPassword = Callable[[Smtp | Imap, str], None]

_LABEL_WIDTH, _FIELD_WIDTH = 200, 320
_SECURITIES = (
    (Security.TLS, "TLS from the first byte"),
    (Security.STARTTLS, "STARTTLS"),
    (Security.NONE, "None, for this machine only"),
)
_MOST_PORTS = 65_535
_NO_PORT = "A port is a number from 1 to 65535."
_ON_SENDING = (
    "Without a server, e-mails wait in the Outbox, from where your mail program can send them."
)
_ON_READING = (
    "Replies, answers of calendars and bounces are read each minute; the mailbox stays as it is."
)
_KEPT = "Kept in the keyring of the system"


class AccountForm(QWidget):
    """Server, port, security, user and password of one account; `changed` brings the account."""

    changed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        account: Smtp | Imap,
        keep: KeepPassword,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._account, self._keep = desk, account, keep
        what = "mailbox" if isinstance(account, Imap) else "mail server"
        self.host = Field(f"Name of the {what}", placeholder="mail.company.com")
        self.port = Field(f"Port of the {what}")
        self.security = Select(f"Security of the {what}", _SECURITIES)
        self.user = Field(f"User of the {what}")
        self.password = Field(f"Password of the {what}", placeholder="Kept in the keyring")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.folder = Field("Folder that is read")
        self._lay_out()
        self._connect()

    def show_account(self, account: Smtp | Imap) -> None:
        """Show what is set."""
        self._account = account
        self.host.setText(account.host)
        if not self.port.error():
            self.port.setText(str(account.port))
        self.security.set_value(account.security)
        self.user.setText(account.user)
        if isinstance(account, Imap):
            self.folder.setText(account.folder)

    def _lay_out(self) -> None:
        rows: list[tuple[str, QWidget]] = [
            ("Server", self.host),
            ("Port", FieldWithError(self.port, QBoxLayout.Direction.TopToBottom)),
            ("Security", self.security),
            ("User", self.user),
            ("Password", FieldWithError(self.password, QBoxLayout.Direction.TopToBottom)),
        ]
        rows += [("Folder", self.folder)] if isinstance(self._account, Imap) else []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form_of(rows))

    def _connect(self) -> None:
        for name, field in (("host", self.host), ("user", self.user), ("folder", self.folder)):
            field.editingFinished.connect(partial(self._take_text, name, field))
        self.port.editingFinished.connect(self._take_port)
        self.security.chosen.connect(self._take_security)
        self.password.editingFinished.connect(self._take_password)

    def _take_text(self, name: str, field: Field) -> None:
        if name in {one.name for one in fields(self._account)}:
            self._put(**{name: field.text().strip()})

    def _take_port(self) -> None:
        words = self.port.text().strip()
        is_port = words.isdecimal() and 0 < int(words) <= _MOST_PORTS
        self.port.set_error("" if is_port else _NO_PORT)
        if is_port:
            self._put(port=int(words))

    def _take_security(self, security: Security) -> None:
        self._put(security=security)

    def _put(self, **values: object) -> None:
        changed = replace(self._account, **values)  # type: ignore[arg-type] # names are the fields'
        if changed != self._account:
            self._account = changed
            self.changed.emit(changed)

    def _take_password(self) -> None:
        password = self.password.text()
        if password:
            job = partial(self._keep, self._account, password)
            self._desk.run(self, self._say_kept, job, self._say_refused)

    def _say_kept(self, _done: None) -> None:
        self.password.clear()
        self.password.set_error("")
        self.password.setPlaceholderText(_KEPT)

    def _say_refused(self, refusal: QualDeskError) -> None:
        self.password.set_error(str(refusal))


class MailForm(QWidget):
    """Everything about mail; each is kept at once."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, keep: KeepPassword = keep_mail_password
    ) -> None:
        super().__init__(parent)
        self._choices = desk.choices
        self.firm_name = Field("Firm", placeholder="As it stands under each e-mail")
        self.firm_address = TextArea("Postal address", placeholder="The law asks for it")
        self.firm_from = Field("Address mail comes from", placeholder="desk@company.com")
        self.sending = AccountForm(desk, desk.choices.settings.smtp, keep)
        self.reading = AccountForm(desk, desk.choices.settings.imap, keep)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show what is set."""
        settings = self._choices.settings
        self.firm_name.setText(settings.firm.name)
        if self.firm_address.text() != settings.firm.postal_address:
            self.firm_address.set_text(settings.firm.postal_address)
        if not self.firm_from.error():
            self.firm_from.setText(settings.firm.from_address)
        self.sending.show_account(settings.smtp)
        self.reading.show_account(settings.imap)

    def _lay_out(self) -> None:
        address = FieldWithError(self.firm_from, QBoxLayout.Direction.TopToBottom)
        rows: list[tuple[str, QWidget]] = [
            ("Firm", self.firm_name),
            ("Postal address", self.firm_address),
            ("Sent from", address),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading("E-mail that goes out"))
        column.addWidget(Paragraph(_ON_SENDING, tone=Tone.SECONDARY))
        column.addLayout(form_of(rows))
        column.addWidget(self.sending)
        column.addSpacing(12)
        column.addWidget(heading("E-mail that comes in"))
        column.addWidget(Paragraph(_ON_READING, tone=Tone.SECONDARY))
        column.addWidget(self.reading)

    def _connect(self) -> None:
        self.firm_name.editingFinished.connect(self._take_firm)
        self.firm_address.edited.connect(self._take_firm)
        self.firm_from.editingFinished.connect(self._take_firm)
        self.sending.changed.connect(self._take_sending)
        self.reading.changed.connect(self._take_reading)

    def _take_firm(self, _words: str = "") -> None:
        address = self.firm_from.text().strip()
        self.firm_from.set_error(_fault_of(address))
        if self.firm_from.error():
            address = self._choices.settings.firm.from_address
        name, postal = self.firm_name.text().strip(), self.firm_address.text()
        self._choices.put(firm=Firm(name, postal, address))

    def _take_sending(self, account: Smtp) -> None:
        self._choices.put(smtp=account)

    def _take_reading(self, account: Imap) -> None:
        self._choices.put(imap=account)


def form_of(rows: Sequence[tuple[str, QWidget]]) -> QFormLayout:
    """Return fields under each other, each behind its label."""
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    for text, field in rows:
        label = body(text)
        label.setMinimumSize(current().scaled(_LABEL_WIDTH), current().scaled(CONTROL))
        field.setMinimumWidth(current().scaled(_FIELD_WIDTH))
        form.addRow(label, field)
    return form


def _fault_of(address: str) -> str:
    try:
        checked_address(address or "nobody@company.example")
    except InputError as refusal:
        return str(refusal)
    return ""
