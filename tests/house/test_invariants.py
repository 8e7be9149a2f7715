"""What Wanhu will never hold or do, as far as it shows in names: fields, columns, roles, boxes of a form. See docs/explanation/invariants.md.

Names are a coarse net, and that is its worth: whoever adds such a field, in any layer, is stopped here and reads the page.
"""

import ast
import re

import pytest
from django.apps import apps

from tests.house.sources import files, named, python, tree
from wanhu.engine.intake.feed import Feed
from wanhu.engine.tables import TABLES
from wanhu.rules import feeds
from wanhu.web.base.models import Role

# invariants 1 and 2: number of children, spacing, marital status, contraception, abortion, policy; fetal sex before birth
FORBIDDEN = re.compile(
    r"f(o)?etal_?sex|sex_of_f(o)?etus|scan_sex|胎儿性别"
    r"|policy_?(attribute|birth|status)|政策(属性|内外)|计划(内|外)|family_?planning|计划生育|计生"
    r"|maintenance_fee|抚养费|(?<![a-z])fine_(paid|due|amount)|罚款|illegal_birth|违法生育"
    r"|contracept|节育|避孕|(?<![a-z])iud(?![a-z])|sterili[sz]ation|绝育"
    r"|abortion|induced_(loss|labour)|人工流产|人流|引产"
    r"|marital|marriage|married|婚姻|婚育|初婚|再婚"
    r"|pregnancy_check_(due|missed)|孕检|查环|环检"
    r"|number_of_children|children_(count|limit)|child_(count|limit|quota)|birth_(interval|spacing|quota)|生育(间隔|指标)|子女数",
    re.IGNORECASE,
)
FEEDS = [feed for feed in vars(feeds).values() if isinstance(feed, Feed)]
DROPPED_UNSEEN = (
    "政策属性",
    "政策内外",
    "社会抚养费",
    "是否违法生育",
    "节育措施",
    "孕检情况",
    "婚姻状况",
    "胎儿性别",
    "人工流产次数",
    "避孕方法",
)
RESTRICTED = re.compile(
    r"hiv|艾滋|梅毒|syphilis|乙肝(?!疫苗)|hbsag|hepatitis_b", re.IGNORECASE
)  # invariant 9: the restricted class
ENFORCEMENT = re.compile(
    r"police|public_security|disciplin|enforce|planning|公安|派出所|纪检|纪委|执法|计生|计划生育", re.IGNORECASE
)
IDENTIFYING = {"name", "full_name", "id_number", "identity", "phone", "address", "certificate_number"}


def test_the_net_catches() -> None:
    for word in (
        "fetal_sex",
        "foetal_sex",
        "政策属性",
        "社会抚养费",
        "节育措施",
        "marital_status",
        "孕检情况",
        "birth_spacing",
        "人工流产次数",
    ):
        assert FORBIDDEN.search(word), word
    for word in ("sex", "benefit_policy", "birth_order", "fetuses", "defined", "refined_due"):
        assert not FORBIDDEN.search(word), word


def test_no_fact_column_means_it() -> None:
    found = [f"{table.name}.{column}" for table in TABLES.values() for column in table.columns() if FORBIDDEN.search(column)]
    assert not found


def test_no_record_field_means_it() -> None:
    found = []
    for model in apps.get_models():
        if model.__module__.startswith("wanhu."):
            for field in model._meta.get_fields():
                words = " ".join(str(getattr(field, part, "") or "") for part in ("name", "verbose_name", "help_text", "choices"))
                if FORBIDDEN.search(words):
                    found.append(f"{model.__name__}.{field.name}")
    assert not found


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.code)
def test_no_feed_takes_it(feed: Feed) -> None:
    words = [word for field in feed.fields for word in (field.code, field.label.zh, field.label.en, *field.names)]
    words += [field.code for field in feed.derived] + [name for made in feed.facts for name in made.values]
    assert not [word for word in words if FORBIDDEN.search(word) or RESTRICTED.search(word)]


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.code)
@pytest.mark.parametrize("header", DROPPED_UNSEEN)
def test_every_feed_drops_it_unseen(feed: Feed, header: str) -> None:
    assert any(part in header for part in (*feed.forbidden, *feed.restricted)), f"{feed.code} must drop {header}"


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.code)
@pytest.mark.parametrize("header", ["HIV抗体", "梅毒血清学试验", "乙肝表面抗原"])
def test_every_feed_leaves_infections_out(feed: Feed, header: str) -> None:
    """Invariant 9: results of the restricted class are recorded by one role alone, with consent for it; no feed may carry them in."""
    assert any(part.lower() in header.lower() for part in feed.restricted), f"{feed.code} must drop {header}"


@pytest.mark.parametrize("layer", ["wanhu/engine", "wanhu/rules", "wanhu/web"])
def test_no_name_in_the_code_means_it(layer: str) -> None:
    """Strings are not looked at: the door must know the headers that it drops. The synthetic departments send such columns on purpose."""
    found = [
        f"{named(path)}:{line}: {word}" for path in python(layer) for line, word in _names(tree(path)) if FORBIDDEN.search(word)
    ]
    assert not found, found


def test_no_box_of_a_form_means_it() -> None:
    boxes = re.compile(r"""\b(?:name|for|id)=["']([^"']+)["']""")
    found = [
        f"{named(path)}: {name}"
        for path in files(".html", under="wanhu/web")
        for name in boxes.findall(path.read_text(encoding="utf-8"))
        if FORBIDDEN.search(name)
    ]
    assert not found, found


def test_no_role_enforces() -> None:
    """Invariant 7. The inspector looks at facilities."""
    assert not [role for role in Role if ENFORCEMENT.search(role.value) or ENFORCEMENT.search(str(role.label))]


def test_names_and_numbers_stay_outside_the_facts() -> None:
    """Who somebody is, the engine knows by a number only; the record keeps names, sealed where they could identify."""
    assert not [f"{table.name}.{column}" for table in TABLES.values() for column in table.columns() if column in IDENTIFYING]


def test_identity_numbers_and_phones_are_sealed() -> None:
    plain = []
    for model in apps.get_models():
        if model.__module__.startswith("wanhu.") and model.__name__ != "User":  # a worker's own telephone is on every door
            for field in model._meta.get_fields():
                if re.search(r"id_number|identity_number|phone", field.name) and not field.name.endswith(("_sealed", "_key")):
                    plain.append(f"{model.__name__}.{field.name}")
    assert not plain


def _names(module: ast.Module) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            found.append((node.lineno, node.id))
        elif isinstance(node, ast.Attribute):
            found.append((node.lineno, node.attr))
        elif isinstance(node, ast.arg | ast.keyword) and node.arg:
            found.append((node.lineno, node.arg))
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.append((node.lineno, node.name))
    return found
