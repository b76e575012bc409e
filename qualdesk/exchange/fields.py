"""Fields: what a column of a lead list can be read as."""

from enum import StrEnum


class Field(StrEnum):
    """What a column can be read as."""

    # An enum's own hash is slow, and columns are looked up by field some fifty times a row.
    __hash__ = str.__hash__

    IGNORED = ""
    COMPANY = "company"
    SALUTATION = "salutation"
    FIRST_NAME = "first_name"
    NAME_PARTICLE = "name_particle"
    LAST_NAME = "last_name"
    SECOND_LAST_NAME = "second_last_name"
    FULL_NAME = "full_name"
    JOB_TITLE = "job_title"
    DIRECT_PHONE = "direct_phone"
    PHONE = "phone"
    MOBILE = "mobile"
    COMPANY_PHONE = "company_phone"
    OTHER_PHONE = "other_phone"
    HOME_PHONE = "home_phone"
    AREA_CODE = "area_code"
    CALLING_CODE = "calling_code"
    EXTENSION = "extension"
    PHONE_KIND = "phone_kind"
    EMAIL = "email"
    LANGUAGE = "language"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    TOWN_LINE = "town_line"
    REGION = "region"
    COUNTRY = "country"
    TIME_ZONE = "time_zone"
    WEBSITE = "website"
    INDUSTRY = "industry"
    SIZE = "size"
    RESPONDED_AT = "responded_at"
    ATTENDED_AT = "attended_at"
    RESPONSE = "response"
    RSVP = "rsvp"
    MINUTES = "minutes"
    QUESTION = "question"
    ANSWER = "answer"
    OTHER_PERSON = "other_person"
    NOTE = "note"
    CONSENT = "consent"
    CALL_CONSENT = "call_consent"
    MAIL_CONSENT = "mail_consent"
    SOURCE = "source"
    DO_NOT_CALL = "do_not_call"
    DO_NOT_CALL_NUMBER = "do_not_call_number"
    DO_NOT_CALL_DIRECT = "do_not_call_direct"
    DO_NOT_CALL_MOBILE = "do_not_call_mobile"
    DO_NOT_MAIL = "do_not_mail"
    OPTED_OUT = "opted_out"
    STATUS = "status"
    ACCOUNT_STATUS = "account_status"
    LEFT_OUT = "left_out"

    @property
    def label(self) -> str:
        """The words of the choice."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())


_LABELS = {
    Field.IGNORED: "Leave out",
    Field.NAME_PARTICLE: "Particle before the last name",
    Field.TOWN_LINE: "City with code or region",
    Field.EMAIL: "E-mail",
    Field.RESPONDED_AT: "Responded on",
    Field.ATTENDED_AT: "Attended at",
    Field.CALLING_CODE: "Country calling code",
    Field.RSVP: "Said they would come",
    Field.MINUTES: "Minutes attended",
    Field.QUESTION: "Question asked",
    Field.ANSWER: "Note, with its heading",
    Field.OTHER_PERSON: "About another person",
    Field.SOURCE: "Source of the data",
    Field.PHONE_KIND: "Kind of the number",
    Field.DO_NOT_CALL_NUMBER: "Do not call the number beside",
    Field.DO_NOT_CALL_DIRECT: "Do not call the direct phone",
    Field.DO_NOT_CALL_MOBILE: "Do not call the mobile",
    Field.CALL_CONSENT: "May be called",
    Field.MAIL_CONSENT: "May be e-mailed",
    Field.DO_NOT_MAIL: "Do not e-mail",
    Field.STATUS: "Status of the lead",
    Field.LEFT_OUT: "Leave the row out if yes",
    Field.ACCOUNT_STATUS: "Company open or closed",
    Field.REGION: "State or region",
}
PHONES = (
    Field.DIRECT_PHONE,
    Field.PHONE,
    Field.MOBILE,
    Field.COMPANY_PHONE,
    Field.OTHER_PHONE,
    Field.HOME_PHONE,
)
"""Where somebody is reached, the most direct first: the order in which numbers are dialled."""

NAMES_OF_PEOPLE = frozenset({Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME})

IDENTIFYING = frozenset(
    {Field.COMPANY, Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME, Field.EMAIL, *PHONES}
)
"""A list must have one of these."""

ADDRESS = frozenset(
    {Field.STREET, Field.HOUSE_NUMBER, Field.POSTAL_CODE, Field.CITY, Field.TOWN_LINE}
    | {Field.REGION, Field.COUNTRY, Field.TIME_ZONE}
)
OF_SOMEBODY = frozenset({*NAMES_OF_PEOPLE, Field.COMPANY, Field.JOB_TITLE, Field.EMAIL, *PHONES})
"""What a list may tell of who came, and once more of who ordered for them."""

QUALIFIED = frozenset(
    {Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME, Field.JOB_TITLE, Field.EMAIL}
    | {Field.LANGUAGE, Field.WEBSITE, Field.INDUSTRY, Field.SIZE, *PHONES}
)
"""What a word before or behind it does not change: the contact's phone is a phone."""
