"""Files that hold no list, whatever they are called: each is refused with what to do instead."""

import zipfile
from pathlib import Path

import pytest

from qualdesk.errors import InputError
from qualdesk.exchange.files import content_of

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
WEB = "is a web page under another name"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LOCKED, "is protected by a password. Save it without one"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(64), r"is packed \(7z\): unpack it"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(64), r"is packed \(RAR\): unpack it"),
        (b'\xef\xbb\xbf\n<HTML xmlns:x="urn:x"><table>', WEB),
        (b'<meta charset="utf-8"><style>td{}</style><table>', WEB),
        (b"<!-- report -->\n<!-- 2 --><div><table>", WEB),
        ("<html><table><tr><td>Firma</td></tr></table></html>".encode("utf-16"), WEB),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n", WEB),
        (b'<?xml version="1.0"?><Workbook/>', "is XML: open it in a spreadsheet"),
    ],
)
def test_what_is_no_list_is_known_by_how_it_begins(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "list.xls"
    path.write_bytes(content)
    with pytest.raises(InputError, match=rf"^list[.]xls {said}.*[.]$"):
        content_of(path)


@pytest.mark.parametrize(
    ("name", "part", "said"),
    [
        ("leads.zip", "leads.csv", r"is packed \(ZIP\): unpack it"),
        ("leads.zip", "leads.xlsx", r"is packed \(ZIP\): unpack it"),
        ("leads.numbers", "Index/Document.iwa", "is a document of Apple’s Numbers or Pages"),
        ("leads.docx", "word/document.xml", "is a document, not a list"),
    ],
)
def test_what_is_packed_is_known_by_its_parts(
    tmp_path: Path, name: str, part: str, said: str
) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(part, "x")
    with pytest.raises(InputError, match=rf"^{name} {said}.*[.]$"):
        content_of(path)


def test_a_folder_is_refused_as_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is a folder\. Choose the list in it\."):
        content_of(tmp_path)


def test_a_list_of_tags_in_its_first_cell_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"<tableau>,Company\nx,Acme\n")
    assert content_of(path).startswith(b"<tableau>")
