"""Identity numbers of people who do not exist: prefix 429000 is no county, the rest follows GB 11643."""

import numpy as np
from numpy.typing import NDArray

from wanhu.synthetic.days import Days, parts

PREFIX = (4, 2, 9, 0, 0, 0)
WEIGHTS = np.array((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
CHECK = np.frombuffer(b"10X98765432", dtype=np.uint8)


def identity_numbers(born: Days, male: NDArray[np.bool_]) -> NDArray[np.str_]:
    """One number of 18 characters per person, all different: among people of one birth date and sex the sequence counts on, odd
    for males and even for females (at most 500 of them)."""
    count = len(born)
    key = born.astype(np.int64) * 2 + male
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
    ordinal = np.empty(count, dtype=np.int64)
    ordinal[order] = np.arange(count) - np.repeat(starts, np.diff(np.r_[starts, count]))
    if count and ordinal.max() >= 500:
        raise ValueError("more than 500 people of one sex born on one day: too large a city for three-digit sequences")
    sequence = (ordinal * 37 + key * 11) % 500 * 2 + male
    year, month, dom = parts(born)
    digits = np.empty((count, 17), dtype=np.int64)
    digits[:, :6] = PREFIX
    for at, (value, power) in enumerate(
        [(year, 1000), (year, 100), (year, 10), (year, 1), (month, 10), (month, 1), (dom, 10), (dom, 1)]
        + [(sequence, 100), (sequence, 10), (sequence, 1)]
    ):
        digits[:, 6 + at] = value // power % 10
    return written(digits)


def written(digits: NDArray[np.int64]) -> NDArray[np.str_]:
    """17 digits a row, with the check character added."""
    letters = np.empty((len(digits), 18), dtype=np.uint32)
    letters[:, :17] = digits + 48
    letters[:, 17] = CHECK[(digits @ WEIGHTS) % 11]
    return letters.view("<U18").reshape(-1)


def valid(numbers: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Whether each text is 18 characters long with the right check character."""
    padded = np.ascontiguousarray(numbers.astype("<U18")).view(np.uint32).reshape(len(numbers), 18)
    digits = padded[:, :17].astype(np.int64) - 48
    good = ((digits >= 0) & (digits <= 9)).all(axis=1) & (np.strings.str_len(numbers) == 18)
    return good & (CHECK[(np.where(good[:, None], digits, 0) @ WEIGHTS) % 11] == padded[:, 17])
