"""Number cases and items of registers (受理号、登记簿编号): 阳政救受〔2024〕1号, or by ids without a word."""

from __future__ import annotations

from dataclasses import dataclass

#: A unit's 代字 has at most 20 characters, a number 40 with year and serial.
LONGEST_WORD = 8
#: Names all relief cases, which one count runs through, among the words in numbers.
RELIEF = "relief"
#: What people type for the brackets of a number.
_BRACKETS = str.maketrans("[【（(〈{］】）)〉}]", "〔〔〔〔〔〔〕〕〕〕〕〕〕")


@dataclass(frozen=True, slots=True)
class RegisterSeries:
    """One unit's series in one register: ``code`` is its 代字, ``word`` the register's; maybe empty.

    ``register`` is empty for relief cases.
    """

    register: str
    unit: str
    code: str
    word: str

    def number(self, year: int, serial: int) -> str:
        """Return 代字 and word with year and serial; without either, what :meth:`plain` gives."""
        if not (self.code and self.word):
            return self.plain(year, serial)
        return f"{self.code}{self.word}〔{year}〕{serial}号".upper()

    def plain(self, year: int, serial: int) -> str:
        """Return a number by ids: YANGSHAN-2024-0001, and of a register YANGSHAN-TRANSFER-2024-0001."""
        book = f"-{self.word or self.register}" if self.register else ""
        return f"{self.unit}{book}-{year}-{serial:04d}".upper()


def check_word(word: str) -> str:
    """Return why a word cannot stand in a number, or nothing: letters only, at most eight."""
    if not word.isalpha() or len(word) > LONGEST_WORD:
        return f"编号用字应为 1 至 {LONGEST_WORD} 个字，不含数字、括号和空格：{word}"
    return ""


def as_written(text: str) -> str:
    """Return a number that somebody typed as it is written: its brackets, and letters large."""
    plain = text.strip().upper()
    return plain.translate(_BRACKETS) if plain.endswith("号") else plain
