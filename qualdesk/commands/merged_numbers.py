"""Numbers of two who become one: what only the other knew of them, given and taken back."""

from typing import NamedTuple

from sqlalchemy import Select, delete, select, update

from qualdesk.store.session import Session
from qualdesk.store.tables import Merge, ProspectNumber


class GivenNumbers(NamedTuple):
    """What the one who stays got by a merge."""

    number_ids: list[int]
    extensions: dict[str, str]
    """Extensions at numbers of both, by the number's id."""


def give_numbers(session: Session, kept_id: int, merged_id: int) -> GivenNumbers:
    """Let the one who stays be reached as the other was too, behind their own numbers."""
    own = {one.number_id: one for one in session.scalars(_numbers(kept_id))}
    position = max((one.position for one in own.values()), default=-1)
    given = GivenNumbers([], {})
    for one in session.scalars(_numbers(merged_id)).all():
        mine = own.get(one.number_id)
        if mine is None:
            given.number_ids.append(one.number_id)
            session.add(_as_theirs(one, kept_id, position + len(given.number_ids)))
        elif one.extension and not mine.extension:
            given.extensions[str(one.number_id)] = mine.extension = one.extension
    return given


def take_numbers_back(session: Session, merge: Merge) -> None:
    """Take back what a merge gave, unless an extension was changed since."""
    of_kept = ProspectNumber.prospect_id == merge.kept_id
    session.execute(
        delete(ProspectNumber).where(of_kept, ProspectNumber.number_id.in_(merge.number_ids))
    )
    for number_id, extension in merge.extensions.items():
        given = of_kept & (ProspectNumber.number_id == int(number_id))
        session.execute(
            update(ProspectNumber)
            .where(given, ProspectNumber.extension == extension)
            .values(extension="")
        )


def has_right_number(session: Session, prospect_id: int) -> bool:
    """Whether there is a number that nobody found to be wrong."""
    right = (ProspectNumber.prospect_id == prospect_id, ProspectNumber.wrong_at.is_(None))
    return session.scalar(select(ProspectNumber.number_id).where(*right).limit(1)) is not None


def _numbers(prospect_id: int) -> Select[ProspectNumber]:
    return (
        select(ProspectNumber)
        .where(ProspectNumber.prospect_id == prospect_id)
        .order_by(ProspectNumber.position)
    )


def _as_theirs(one: ProspectNumber, prospect_id: int, position: int) -> ProspectNumber:
    return ProspectNumber(
        prospect_id=prospect_id,
        number_id=one.number_id,
        label=one.label,
        extension=one.extension,
        position=position,
        wrong_at=one.wrong_at,
    )
