"""BCG at birth. From three months a skin test must be negative first; from the fourth birthday it is no longer given.

A child once vaccinated is not vaccinated again, with or without a scar.
"""

from wanhu.engine.facts import doses, people, today
from wanhu.engine.protocol import Advice, Step, Valid
from wanhu.engine.spans import Span, days, months, years
from wanhu.engine.text import Text

BCG = (
    Step(
        "BCG-1", Text("卡介苗", "BCG"), opens=days(0), due=months(3), closes=Span(days=-1, months=48),
        done_by=Valid(doses("BCG")), recorded_as=(("dose", "BCG"),),
        advice=(
            Advice(
                "not-from-4-years", today >= people.born_on + years(4),
                Text("满4岁不再补种卡介苗", "Not given any more from the fourth birthday"),
            ),
            Advice(
                "after-negative-skin-test", today >= people.born_on + months(3),
                Text("满3月龄：结核菌素皮肤试验阴性后补种，请联系接种门诊", "From 3 months: after a negative tuberculin skin test; ask the clinic"),
            ),
        ),
    ),
)  # fmt: skip
