"""What is asked at each visit. Adding a form is one declaration here and its line in ``FORMS``; the page, the phone and the facts follow.

``RESTRICTED_FORMS`` stand apart: no visit, list or phone ever has one.
"""

from wanhu.engine.forms import Forms
from wanhu.rules.forms.before_pregnancy import before_pregnancy, follow_up
from wanhu.rules.forms.children import CHILD_FORMS
from wanhu.rules.forms.newborn import newborn_visit
from wanhu.rules.forms.pregnancy import PREGNANCY_FORMS
from wanhu.rules.forms.restricted import RESTRICTED_FORMS
from wanhu.rules.forms.single import SINGLE

FORMS = Forms(forms=(before_pregnancy, follow_up, *PREGNANCY_FORMS, newborn_visit, *CHILD_FORMS), single=SINGLE)

__all__ = ["FORMS", "RESTRICTED_FORMS"]
