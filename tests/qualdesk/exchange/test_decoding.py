from pathlib import Path

import pytest

from qualdesk.exchange.decoding import UNREADABLE, decoded, encoding_of

GERMAN = "Müller Brüder GmbH;Köln"
POLISH = "Spółka Łódź;Wrocław;Żółć"
RUSSIAN = "ООО Ромашка;Москва;Иванов Пётр"
KOREAN = "병원명;전화번호\n서울대학교병원;02-2072-2114"
JAPANESE = "会社名;電話番号\n株式会社山田商事;03-1234-5678"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "cp1252"),
        ("é à la carte; Société Générale", "cp1252"),
        ("Peña y Cía;Málaga", "cp1252"),
        ("€ 100 – “quoted” Café", "cp1252"),
        ("Œuvre;Société Générale €", "iso-8859-15"),
        (POLISH, "cp1250"),
        (POLISH, "iso-8859-2"),
        ("Příliš žluťoučký kůň;Děčín", "cp1250"),
        ("Őrség;Győr;Hűvös Kft", "cp1250"),
        ("İstanbul;Şirket Güneş;Çağrı", "cp1254"),
        ("Rīga;Uzņēmums Šķērsiela", "cp1257"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("Θεσσαλονίκη;Νίκος", "cp1253"),
        ("ירושלים;חברה בעמ", "cp1255"),
        (KOREAN, "cp949"),
        (JAPANESE, "cp932"),
        ("カタログ株式会社;ヤマダ タロウ", "cp932"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso2022_jp"),
        ("Hôtel Élysée;Zoé Lefèvre;François", "mac-roman"),
        ("Hôtel Élysée;Zoé Lefèvre;François", "cp850"),
        ("Müller Brüder;Größe;Köln", "mac-roman"),
        ("Müller Brüder;Größe;Köln", "cp850"),
        ("Müller GmbH;Jörg;Groß;München", "cp850"),
        ("Müller GmbH;Jörg;Groß;München", "cp437"),
        ("Müller GmbH;Jörg;Groß;München", "mac-roman"),
        ("公司名称,联系人,电话\n北京科技有限公司,王伟,010-1234", "gb18030"),
        ("公司名稱,聯絡人,電話\n台灣科技有限公司,王偉,02-1234", "big5hkscs"),
    ],
)
@pytest.mark.parametrize("lines", [1, 40])
def test_the_encoding_is_found_out(words: str, encoding: str, lines: int) -> None:
    content = "".join(["Name;Phone\n", *[f"{words}\n"] * lines]).encode(encoding)
    assert content.decode(encoding_of(content)) == content.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", [KOREAN, JAPANESE, RUSSIAN])
def test_other_scripts_have_fewer_zeros_in_utf_16_without_a_mark(words: str, encoding: str) -> None:
    content = f"{words}\n{words}\n".encode(encoding)
    assert encoding_of(content) == encoding


def test_accents_late_in_a_long_file_decide() -> None:
    content = b"Company,City\n" + b"Acme,Boston\n" * 5000 + "Café Zoë,Köln\n".encode("cp1252")
    assert encoding_of(content) == "cp1252"


def test_one_bad_byte_does_not_turn_utf_8_into_something_else() -> None:
    content = "Café,Müller\nNaïve,Zoë\n".encode() + b"Bad \xe9 byte,x\n"
    assert encoding_of(content) == "utf-8"
    assert content.decode("utf-8", "replace").count(UNREADABLE) == 1


def test_a_mark_of_utf_8_before_other_bytes_is_not_believed() -> None:
    content = b"\xef\xbb\xbf" + f"Name;Ort\n{GERMAN}\n".encode("cp1252")
    assert encoding_of(content) == "cp1252"
    assert decoded(content, "cp1252", Path("list.csv")).startswith("Name;Ort")


def test_a_bad_byte_behind_the_mark_leaves_it_utf_8() -> None:
    content = f"\ufeff{GERMAN}\n".encode() + b"\xff\n"
    assert encoding_of(content) == "utf-8-sig"
