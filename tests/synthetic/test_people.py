"""Identity numbers, names and phones of people who do not exist."""

import numpy as np
import pyarrow.parquet as pq

from wanhu.synthetic.identity import valid
from wanhu.synthetic.names import misread, sound_alike


def check_digit_by_hand(number: str) -> str:
    """GB 11643, digit by digit."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False)) % 11]


def test_every_number_is_synthetic_right_and_of_one_person(city) -> None:
    table = pq.read_table(city.out / "truth" / "people.parquet").to_pylist()
    numbers = [row["id_number"] for row in table]
    assert len(set(numbers)) == len(numbers)
    for row, number in zip(table, numbers, strict=True):
        assert number.startswith("429000")
        assert number[17] == check_digit_by_hand(number)
        assert number[6:14] == row["born_on"].strftime("%Y%m%d")
        assert int(number[16]) % 2 == (row["sex"] == 1)


def test_the_published_vectors() -> None:
    given = np.array(["11010519491231002X", "429000199003070029", "42900019900307007X", "429000199003070028", "4.29000E+17", ""])
    assert valid(given).tolist() == [True, True, True, False, False, False]


def test_phones_are_in_ranges_that_no_operator_uses(city) -> None:
    phones = [row for row in pq.read_table(city.out / "truth" / "people.parquet")["phone"].to_pylist() if row]
    assert all(len(phone) == 11 and phone[:3] in ("154", "179") for phone in phones)
    assert len(set(phones)) < len(phones), "some families share a phone"


def test_mishearing_and_misreading_change_one_character() -> None:
    names = np.array(["王伟", "欧阳晓燕", "李静"])
    for changed in (sound_alike(np.random.default_rng(1), names), misread(np.random.default_rng(1), names)):
        for before, after in zip(names.tolist(), changed.tolist(), strict=True):
            assert len(before) == len(after)
            assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
            assert before[0] == after[0]
