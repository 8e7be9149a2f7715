"""How long work takes, to see whose load is too heavy and to even it out. Design defaults that nobody has measured yet: set them from your own days.

How long each kind of contact takes stands with its form in ``wanhu.rules.forms`` (first antenatal check 40, antenatal contact 20, postnatal home
visit 40, newborn home visit 30, child check 15); here is the rest.
"""

from wanhu.engine.minutes import Minutes
from wanhu.rules.forms import FORMS

MINUTES = Minutes(forms=FORMS, on_the_way=10, contact=15, doses=10, dose=5, other=5)
