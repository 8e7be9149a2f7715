"""Every feed's declaration, held to what all of them promise."""

import re

import pytest

from tests.engine.intake.sheets import ON, csv, one
from wanhu.engine.intake import NotThisFeed, check, headers, mentions, read, recognise
from wanhu.engine.intake.feed import PURPOSES, Constant, Each, Feed, PersonOf
from wanhu.engine.intake.kinds import Product
from wanhu.engine.tables import TABLES
from wanhu.rules.feeds import FEEDS

NAMED = ("name", "birth_date", "id_number", "phone", "township", "village", "mother_name", "mother_id_number")
EACH = pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)


def columns(feed: Feed) -> set[str]:
    """Every column that a checked row of the feed has."""
    made = {name for each in feed.fields for name in (each.code, *each.outputs().values())}
    return made | {each.code for each in feed.derived} | {"consent_purposes", "consented_on", "consent_how"}


@EACH
def test_no_field_has_a_forbidden_or_restricted_header(feed: Feed) -> None:
    for each in feed.fields:
        for name in (each.label.zh, *each.names):
            for word in (*feed.forbidden, *feed.restricted):
                assert word not in name.lower(), f"{feed.code}: {name} holds {word}"


@EACH
@pytest.mark.parametrize(
    "header",
    [
        "政策属性",
        "社会抚养费",
        "节育措施",
        "孕检情况",
        "查环查孕",
        "婚姻状况",
        "是否违法生育",
        "胎儿性别",
        "B超鉴定胎儿性别",
        "独生子女证号",
        "政策内外",
    ],
)
def test_columns_against_the_boundaries_are_forbidden_everywhere(feed: Feed, header: str) -> None:
    assert any(word in header for word in feed.forbidden)


@EACH
@pytest.mark.parametrize(
    "header", ["高危评级", "风险等级", "HBsAg", "梅毒血清学试验", "HIV抗体检测", "乙肝五项", "人工流产次数", "HBIG接种时间"]
)
def test_restricted_results_are_not_taken_from_files(feed: Feed, header: str) -> None:
    assert any(word in header.lower() for word in feed.restricted)


@EACH
def test_no_name_means_two_fields(feed: Feed) -> None:
    seen: dict[str, str] = {}
    for each in feed.fields:
        for name in (each.label.zh, *each.names):
            known = seen.setdefault(re.sub(r"\s", "", name.lower()), each.code)
            assert known == each.code, f"{feed.code}: {name} is {known} and {each.code}"


@EACH
def test_people_keys_and_facts_name_columns_that_exist(feed: Feed) -> None:
    known = columns(feed)
    assert feed.purpose in PURPOSES
    assert {feed.counted_on, feed.township} <= known
    for person in feed.people:
        named = [getattr(person, name) for name in NAMED]
        assert {each for each in named if each} <= known
        assert set(person.source_key) <= known
    for key in feed.key:
        assert set(re.split(r"[|+]", key)) <= known
    for rule in feed.rules:
        assert set(rule.needs) <= known
    for each in feed.facts:
        own = TABLES[each.table].columns()
        assert set(each.values) <= set(own)
        used = [value.field if isinstance(value, Each) else value for value in each.values.values()]
        assert {value for value in used if isinstance(value, str) and not isinstance(value, (Constant, PersonOf))} <= known
        assert each.when is None or each.when in known
        assert each.only is None or each.only[0] in known


@EACH
def test_every_required_column_is_missed_by_name(feed: Feed) -> None:
    required = [each.label.zh for each in feed.fields if each.required]
    filler = [each.label.zh for each in feed.fields if not each.required]
    for left_out in required:
        rows = [[*filler, *(name for name in required if name != left_out)]]
        with pytest.raises(NotThisFeed) as caught:
            headers.find(feed, read(csv([*rows, ["x"] * len(rows[0])]), "f"))
        assert [each.zh for each in caught.value.missing] == [left_out]


@EACH
def test_a_feed_is_recognised_by_its_own_labels(feed: Feed) -> None:
    labels = [each.label.zh for each in feed.fields]
    assert recognise(read(csv([labels, ["x"] * len(labels)]), "f"), tuple(FEEDS.values())) is feed


@EACH
def test_a_row_that_is_no_row_of_anything_names_nobody(feed: Feed) -> None:
    labels = [each.label.zh for each in feed.fields]
    found = check(feed, read(csv([labels, ["x"] * len(labels)]), "f"), on=ON)
    assert (found.rows_quarantined, mentions(feed, found.accepted).num_rows) == (1, 0)


def test_codes_are_those_of_the_table() -> None:
    assert {code: feed.code for code, feed in FEEDS.items()} == {code: code for code in FEEDS}


def test_every_name_of_the_vaccine_table_finds_its_product() -> None:
    kind = FEEDS["immunisation"].field("product").kind
    assert isinstance(kind, Product)
    for text, code in {
        "乙肝(酵母)": "HepB", "乙肝疫苗(CHO)": "HepB", "HepB": "HepB", "重组乙型肝炎疫苗(酿酒酵母)": "HepB", "重组乙型肝炎疫苗（酿酒酵母）": "HepB",
        "五联疫苗": "DTaP-IPV-Hib", "四联": "DTaP-Hib", "麻腮风": "MMR", "皮内注射用卡介苗": "BCG", "二价脊灰减毒活疫苗": "bOPV", "A群C群流脑多糖疫苗": "MPSV-AC",
        "流脑A+C": "MPSV-AC", "乙脑(减毒)": "JE-L", "双价HPV疫苗": "HPV2",
    }.items():  # fmt: skip
        assert one(kind, text) == code
    for text in ("乙脑", "甲肝", "脊灰", "流脑", "HPV疫苗", "神奇疫苗"):  # names that leave open which product it was
        assert one(kind, text) == "!unknown-vaccine"
    assert all(antigens for antigens in kind.antigens.values())
