"""Bytes of a file as text: which encoding they are in, found out where nobody says."""

import codecs
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final
from warnings import catch_warnings, simplefilter

from qualdesk.errors import InputError
from qualdesk.exchange.headings import known_headings

UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands where a byte was no letter of the encoding."""

_SAMPLE = 16_384
_UNUSUAL_LINES = 300
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FEWEST_NULS_OF_UTF16 = 0.3
_FEWEST_NULS_AMONG_SCRIPTS = 0.02
_FEWEST_NULS = 3
_MANY_TIMES = 4
_FEW_BAD_BYTES = 2
_GOOD_PER_BAD = 3
_MOST_UNREADABLE = 0.005
_SURE = 0.85
_A_WORD = 2.5
"""Bytes beyond ASCII come singly in Latin words, and in long runs in other scripts."""

_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_SHIFTS = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
"""How ISO-2022-JP, in which Japanese mail once went, begins other letters."""

_WITHIN_WORDS = frozenset("’·\u00ad-–")
_NEUTRAL = frozenset("“”„‘’‚«»‹›–—…·•€£§°©®™ªº¡¿\xa0\u00ad")

_WESTERN: Final = ("cp1252", "iso-8859-15")
_CENTRAL: Final = ("cp1250", "iso-8859-2")
_OF_THE_WEST: Final = "äöüßàâæçéèêëîïôœùûÿáíñóúìòãõåø"
_ALPHABETS: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        "German": (_WESTERN, "äöüß"),
        "French": (_WESTERN, "àâæçéèêëîïôœùûüÿ"),
        "Spanish": (_WESTERN, "áéíñóúü"),
        "Italian": (_WESTERN, "àèéìòù"),
        "Portuguese": (_WESTERN, "àáâãçéêíóôõú"),
        "Nordic": (_WESTERN, "åäöæøé"),
        "Turkish": (("cp1254",), "âçğıi̇öşü"),
        "Icelandic": (_WESTERN, "áðéíóúýþæö"),
        "Polish": (_CENTRAL, "ąćęłńóśźż"),
        "Czech or Slovak": (_CENTRAL, "áäčďéěíĺľňóôŕřšťúůýž"),
        "Hungarian": (_CENTRAL, "áéíóöőúüű"),
        "Romanian": (_CENTRAL, "ăâîşţșț"),
        "Croatian or Slovene": (_CENTRAL, "čćđšž"),
        "Latvian": (("cp1257",), "āčēģīķļņšūž"),
        "Lithuanian": (("cp1257",), "ąčęėįšųūž"),
        "Estonian": (("cp1257",), "äõöüšž"),
        # Lists name people of several countries; a single language explains them better if it can.
        "Western": (_WESTERN, _OF_THE_WEST),
    }
)
_OLD: Final = ("mac-roman", "cp850")
"""What spreadsheets save for a Macintosh or for DOS: looked at last, and a little less likely."""

_OLD_ALPHABETS: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        **{
            f"{language} on old machines": (_OLD, letters)
            for language, (encodings, letters) in _ALPHABETS.items()
            if encodings == _WESTERN and language != "Western"
        },
        "Western on old machines": (_OLD, _OF_THE_WEST),
    }
)
_MIXED = 0.95
_EAST_ASIAN = ("cp932", "cp949", "gb18030", "big5hkscs", "euc-jp")
_CELLS = re.compile(r"[,;|\t\r\n\"]+")
_HEAD = 2_048
_FEWEST_HEADINGS = 2
_OTHER_SCRIPTS = (
    "cp949", "cp932", "euc-jp", "gb18030", "big5hkscs", "koi8-r", "koi8-u", "cp866", "cp874",
    "cp1251", "cp1253", "cp1255", "cp1256", "cp1258",
    "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8",
)  # fmt: skip


def encoding_of(content: bytes) -> str:
    """Find out the encoding: by its mark, else as UTF, else by the letters it would give."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _marked(content, encoding)
    sample = content[:_SAMPLE]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if _is_utf16(sample, offset, encoding):
            return encoding
    if any(shift in content for shift in _SHIFTS) and content.isascii():
        return "iso-2022-jp"
    return "utf-8" if _is_utf8(content) else _older_encoding(content)


def _marked(content: bytes, encoding: str) -> str:
    """Return the encoding that a mark names, unless other bytes were put behind one of UTF-8."""
    behind = content.removeprefix(codecs.BOM_UTF8)
    return encoding if behind == content or _is_utf8(behind) else _older_encoding(behind)


def decoded(content: bytes, encoding: str, path: Path) -> str:
    """Decode; a byte that is no letter there becomes UNREADABLE.

    Raises:
        InputError: if there is no such encoding.
    """
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode(encoding, errors="replace")
    except (LookupError, UnicodeError) as problem:
        raise InputError(
            f"The encoding “{encoding}” is not known; {path.name} was not read. Name another, for"
            " example utf-8, cp1252 or cp949."
        ) from problem


def _is_utf16(sample: bytes, offset: int, encoding: str) -> bool:
    """Whether zeros stand where UTF-16 has them; beside other scripts there are fewer."""
    here, there = sample[offset::2].count(0), sample[1 - offset :: 2].count(0)
    if here > _FEWEST_NULS_OF_UTF16 * max(1, len(sample)):
        return True
    if here < max(_FEWEST_NULS, _FEWEST_NULS_AMONG_SCRIPTS * len(sample), _MANY_TIMES * there):
        return False
    words = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
    return UNREADABLE not in words[:-1] and all(one.isprintable() or one.isspace() for one in words)


def _is_utf8(content: bytes) -> bool:
    """Whether it is UTF-8, with a bad byte here and there at most."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        words = content.decode("utf-8", errors="surrogateescape")
        bad = sum("\udc80" <= one <= "\udcff" for one in words)
        good = sum(one > "\x7f" for one in words) - bad
        return good >= (bad if bad <= _FEW_BAD_BYTES else _GOOD_PER_BAD * bad) > 0
    return True


def _older_encoding(content: bytes) -> str:
    telling = b"\n".join(_unusual_lines(content))
    runs = _HIGH_RUN.findall(telling)
    is_in_words = sum(map(len, runs)) > _A_WORD * len(runs)
    latin, sureness = _likely_latin(telling)
    if sureness >= _SURE and not is_in_words:
        return latin
    return _other_script(telling, content) or latin


def _unusual_lines(content: bytes) -> Iterable[bytes]:
    """Return lines with accents: what tells encodings apart may come late in a long file."""
    return [line for line in content.splitlines() if not line.isascii()][:_UNUSUAL_LINES]


def _likely_latin(telling: bytes) -> tuple[str, float]:
    """Return the encoding that explains most letters as those of one language, and how many."""
    best, surest = "cp1252", -1.0
    for language, (encodings, alphabet) in (*_ALPHABETS.items(), *_OLD_ALPHABETS.items()):
        for encoding in encodings:
            told = _letters_told(telling.decode(encoding, errors="replace"), alphabet)
            share = sum(told) / len(told) if told else 1.0
            share *= _MIXED if language.startswith("Western") or encodings == _OLD else 1
            if share > surest:
                best, surest = encoding, share
    return best, surest


def _letters_told(words: str, alphabet: str) -> list[bool]:
    """Return of each letter beyond ASCII whether it is one of an alphabet, where it stands.

    A capital behind a small letter and a sign within a word are none: what encodings mix up.
    """
    told = []
    for before, one, after in zip(f" {words}", words, f"{words[1:]} ", strict=False):
        if one <= "\x7f":
            continue
        is_within = before.isalpha() and after.isalpha() and one not in _WITHIN_WORDS
        if one in _NEUTRAL and not is_within:
            continue
        told.append(one.lower() in alphabet and not (one.isupper() and before.islower()))
    return told


def _told_by_headings(head: bytes) -> str:
    """Return the encoding in which most cells of the first lines are known headings, or nothing.

    In encodings of East Asia the same bytes are words of several languages, and short lists show
    too few of them to tell by how often they come.
    """
    known = {}
    for encoding in _EAST_ASIAN:
        words = head.decode(encoding, errors="replace")
        cells = [one for one in _CELLS.split(words) if one and not one.isascii()]
        known[encoding] = known_headings(cells) if UNREADABLE not in words[:-2] else 0
    best = max(_EAST_ASIAN, key=lambda encoding: known[encoding])
    return best if known[best] >= _FEWEST_HEADINGS else ""


def _other_script(telling: bytes, content: bytes) -> str:
    import chardet  # noqa: PLC0415 - seldom needed, 40 ms

    if told := _told_by_headings(content[:_HEAD]):
        return told
    with catch_warnings():
        simplefilter("ignore", UserWarning)  # bytes of no script at all, which this answers for
        found = chardet.detect(telling, include_encodings=_OTHER_SCRIPTS)["encoding"] or ""
    try:
        words = content.decode(found, errors="replace")
    except LookupError:
        return ""
    is_readable = words.count(UNREADABLE) <= max(_FEW_BAD_BYTES, _MOST_UNREADABLE * len(words))
    return found.lower() if is_readable else ""
