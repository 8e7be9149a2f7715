"""Words in both languages of the product: Chinese is the source, English stands beside it."""

from typing import NamedTuple


class Text(NamedTuple):
    """One phrase in Chinese and English. Both are always given: neither language is a fallback for the other."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The phrase for a language tag such as ``zh-hans`` or ``en``."""
        return self.zh if language.lower().startswith("zh") else self.en

    def format(self, **values: object) -> "Text":
        """Fills ``{name}`` places in both languages with the same values."""
        return Text(self.zh.format(**values), self.en.format(**values))

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"
