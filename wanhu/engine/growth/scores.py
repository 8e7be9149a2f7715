"""From a measurement to its z-score: by how many standard deviations it lies above or below the median of its age and sex.

The LMS method, with the standards' rule for weight: beyond three standard deviations the scale goes on in steps as wide as the one between
the second and the third, because so far out no child was left to fit a curve to. Where L is 1 all steps are equally wide and the
rule changes nothing, so the standards leave it out for length and head.
"""

import numpy as np
from numpy.typing import ArrayLike

from wanhu.engine.growth.standards import BOY, GIRL, LYING_UNTIL, Floats, Index, Tables

DUST = 1e-9  # what floating point may leave of a decimal: a tie is a tie although it is stored as 2.4849999999


def zscores(
    index: Index | str, *, sex: ArrayLike, age_days: ArrayLike, value: ArrayLike, length: ArrayLike | None = None, tables: Tables
) -> Floats:
    """Z-scores to two decimals; NaN where one is unknown: sex not told, age outside 0 to the standard's oldest day, measurement absent or not above 0.

    ``value``: kg, cm or kg/m², as the index has it. ``length`` is wanted by weight-for-length alone: cm, lying before 731 days and standing
    from then on (``as_expected`` makes it so).
    """
    needs_length = index == Index.WEIGHT_FOR_LENGTH
    if needs_length and length is None:
        raise ValueError("weight-for-length needs the lengths")
    columns = np.broadcast_arrays(sex, age_days, value, np.nan if length is None else length)
    sexes, ages = (np.ravel(column).astype(np.int64, copy=False) for column in columns[:2])
    values, lengths = (np.ravel(column).astype(np.float64, copy=False) for column in columns[2:])
    known = ((sexes == BOY) | (sexes == GIRL)) & (ages >= 0) & (ages <= tables.oldest) & (values > 0) & (values < np.inf)
    found = np.full(known.shape, np.nan)
    if needs_length:
        tenths = np.round(lengths * 10, 6)
        for curve, mine in ((tables.lying, ages < LYING_UNTIL), (tables.standing, ages >= LYING_UNTIL)):
            at = np.flatnonzero(known & mine & (tenths >= curve.first) & (tenths <= curve.last))
            found[at] = _scores(values[at], *curve.between(sexes[at], tenths[at]), straight=curve.straight)
    else:
        curve = tables.by_age[Index(index)]
        at = np.flatnonzero(known & (ages >= curve.first) & (ages <= curve.last))
        found[at] = _scores(values[at], *curve.at(sexes[at], ages[at]), straight=curve.straight)
    return found.reshape(columns[0].shape)


def _scores(value: Floats, power: Floats, median: Floats, spread: Floats, *, straight: bool) -> Floats:
    """``((value/median)^power - 1) / (power·spread)``, restricted beyond three, to two decimals."""
    if straight:
        return rounded((value / median - 1) / spread)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.log(value / median)
        z = np.where(power == 0, ratio / spread, np.expm1(power * ratio) / (power * spread))
    far = np.flatnonzero(np.abs(z) > 3)
    if len(far):
        sign, lms = np.sign(z[far]), (power[far], median[far], spread[far])
        third, second = at_sd(3 * sign, *lms), at_sd(2 * sign, *lms)
        z[far] = sign * (3 + (value[far] - third) / (third - second))
    return rounded(z)


def at_sd(k: ArrayLike, power: Floats, median: Floats, spread: Floats) -> Floats:
    """The measurement that lies ``k`` standard deviations from the median: ``median·(1 + power·spread·k)^(1/power)``."""
    off = np.asarray(k, np.float64) * spread
    with np.errstate(invalid="ignore", divide="ignore"):
        return median * np.exp(np.where(power == 0, off, np.log1p(power * off) / power))


def rounded(z: Floats) -> Floats:
    """Two decimals, halves away from zero; never the zero below zero."""
    return np.trunc(z * 100 + np.copysign(0.5 + DUST, z)) / 100 + 0.0
