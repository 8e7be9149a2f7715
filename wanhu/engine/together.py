"""Dangers that need several answers of one form, held against what was answered. The page asks the same of the same declaration (``visit.js``)."""

from collections.abc import Collection, Iterable, Mapping

from wanhu.engine.expressions import Expression
from wanhu.engine.forms import Form, Together, Told


def called(
    form: Form, measurements: Mapping[str, float], findings: Iterable[tuple[str, str]], true: Collection[Expression]
) -> tuple[Together, ...]:
    """The dangers of a form that its answers call for, for somebody of whom these conditions are true."""
    found = set(findings)

    def there(one: Told) -> bool:
        value = measurements.get(one.code)
        if value is not None:
            return (one.at_least is not None and value >= one.at_least) or (one.at_most is not None and value <= one.at_most)
        return any((one.code, value) in found for value in one.values)

    return tuple(
        one for one in asked_of(form, true)
        if all(any(map(there, any_of)) for any_of in one.answers) and not any(map(there, one.unless))
    )  # fmt: skip


def asked_of(form: Form, true: Collection[Expression]) -> tuple[Together, ...]:
    """Those that concern somebody of whom these conditions are true."""
    return tuple(one for one in form.together if one.when is None or one.when in true)
