"""Both languages are whole: every Chinese phrase that a page can say has its English, with the same places to fill."""

import ast
import gettext
import re
import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "wanhu" / "web"
CATALOGUE = WEB / "locale" / "en" / "LC_MESSAGES"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACE = re.compile(r"%\((\w+)\)s")
CALLS = {"gettext", "gettext_lazy", "ngettext", "_"}


def english() -> dict[str, list[str]]:
    """The catalogue as the site reads it: phrase to its English forms."""
    with (CATALOGUE / "django.mo").open("rb") as file:
        found: dict[str, list[str]] = {}
        for phrase, said in gettext.GNUTranslations(file)._catalog.items():  # type: ignore[attr-defined]
            found.setdefault(phrase[0] if isinstance(phrase, tuple) else phrase, []).append(said)
    return found


def in_templates() -> set[str]:
    """Every phrase of every template."""
    said: set[str] = set()
    for path in WEB.rglob("*.html"):
        text = path.read_text()
        said |= {one for pair in re.findall(r"""translate "([^"]+)"|translate '([^']+)'""", text) for one in pair if one}
        said |= {one for pair in re.findall(r"""_\("([^"]+)"\)|_\('([^']+)'\)""", text) for one in pair if one}
        for body in re.findall(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", text, re.S):
            said |= {re.sub(r"{{ (\w+) }}", r"%(\1)s", form) for form in re.split(r"{% plural %}", body)}
    return said


def in_code() -> set[str]:
    """Every phrase of every module."""
    return {
        node.args[0].value
        for path in WEB.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def test_every_phrase_has_its_english():
    said = {phrase for phrase in in_templates() | in_code() if CHINESE.search(phrase)}
    assert len(said) > 250, "the phrases were not found; this test looks in the wrong place"
    missing = sorted(said - {phrase for phrase, forms in english().items() if all(forms)})
    assert not missing, "add the English of these to locale/en/LC_MESSAGES/django.po, then compile it with msgfmt"


def test_english_is_english_and_fills_the_same_places():
    for phrase, forms in english().items():
        for said in forms if phrase else []:
            assert set(PLACE.findall(said)) == set(PLACE.findall(phrase)), phrase
            assert not CHINESE.search(said.replace("王秀英", "").replace("中文", "")), said


def test_the_compiled_catalogue_is_the_written_one(tmp_path: Path):
    fresh = tmp_path / "django.mo"
    try:
        subprocess.run(["msgfmt", "-o", fresh, CATALOGUE / "django.po"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("gettext is not installed here")
    with fresh.open("rb") as one, (CATALOGUE / "django.mo").open("rb") as other:
        assert gettext.GNUTranslations(one)._catalog == gettext.GNUTranslations(other)._catalog  # type: ignore[attr-defined]
