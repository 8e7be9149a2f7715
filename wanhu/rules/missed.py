"""What can still be done about a step whose time is past: made up for, replaced by something else, or only written down.

From experts' memory, to be confirmed by the local institution. A plan's own entry stands under ``protocol/*``, a step's under ``protocol/step``.
Doses have their advice in the immunisation protocols where another vaccine takes their place; what is said here stands where none is.
"""

from wanhu.engine.text import Text

_NEXT_CONTACT = Text(
    "不再补这一次，改为按孕周做下一次产前随访。当时做过的，只作记录。",
    "Not made up for: the next antenatal contact is done by her weeks. What was done then is only written down.",
)
_NEXT_CHECK = Text(
    "不再补这一次，改为按现在的月龄做下一次检查。当时做过的，只作记录。",
    "Not made up for: the next check is done by the age of today. What was done then is only written down.",
)
_ONLY_WRITTEN = Text("只作记录：当时做过的，按当时的日子补记。", "Only written down: what was done then, under the day of then.")
_ASK_HOSPITAL = Text(
    "这一项的孕周已过，不再补：请她问产检医院还能做哪一项筛查。当时告知过的，只作记录。",
    "The weeks for this are past: she asks her hospital which screening is still possible. What was told then is only written down.",
)
_NEXT_TALK = Text("不再补这一次，改为下次见面时谈。", "Not made up for: talked about at the next visit instead.")
_AFTER_BIRTH = Text(
    "不再补这一次，改为做下一次产后随访或产后42天检查。",
    "Not made up for: the next postnatal contact or the check at 42 days instead.",
)
_STILL_REFER = Text("还能补：尽快转诊，问到结果后记下。", "Still possible: refer soon, and write down what was found.")
_CLINIC = Text(
    "这一剂的时间已过：能不能补，请问接种门诊。打过的，按接种本上的日子补记。",
    "The time of this dose is past: ask the clinic whether it can still be given. What was given is written down with its day.",
)
_POINT_OF_CARE = Text("时间已过：怎样补，请问定点医院。", "The time is past: ask the designated hospital how to make up for it.")

MISSED = {
    "pre-pregnancy/*": _ONLY_WRITTEN,
    "pre-pregnancy-outcome/*": _ONLY_WRITTEN,
    "folic-acid-before/*": _ONLY_WRITTEN,
    "folic-acid/*": Text("孕3个月末以后不再补发。当时发过的，只作记录。", "Not given after the third month. What was given then is only written down."),
    "agreed-visit/*": Text("还能补：约好的没有来，请打电话重新约。", "Still possible: she did not come on the day agreed; ring and agree on another."),
    "agreed-visit-child/*": Text("还能补：约好的没有来，请打电话重新约。", "Still possible: the child did not come on the day agreed; ring and agree again."),
    "antenatal/*": _NEXT_CONTACT,
    "antenatal-who/*": _NEXT_CONTACT,
    "prenatal-screening/*": _ASK_HOSPITAL,
    "mental-health/*": _NEXT_TALK,
    "risk-postnatal/*": _AFTER_BIRTH,
    "risk-postnatal/risk-after-birth": _ONLY_WRITTEN,
    "referral/*": Text("还能补：现在问到的结果，也请记下。", "Still possible: what is learned now is written down, too."),
    "referral-child/*": Text("还能补：现在问到的结果，也请记下。", "Still possible: what is learned now is written down, too."),
    "postnatal/home-visit": Text(
        "满28天不再补访视，改为做产后42天检查。当时去过的，只作记录。",
        "No home visit after 28 days: the check at 42 days instead. A visit made then is only written down.",
    ),
    "postnatal/day-42": Text(
        "满3个月不再补：有不舒服请转妇产科门诊。当时做过的，只作记录。",
        "Not made up for after 3 months: refer when something troubles her. What was done then is only written down.",
    ),
    "newborn/*": Text(
        "满28天不再补新生儿访视，改为按现在的月龄做儿童检查。当时去过的，只作记录。",
        "No newborn visit after 28 days: the child's check by the age of today instead. A visit made then is only written down.",
    ),
    "newborn-screening/blood-spot": Text(
        "还能补：请尽快联系新生儿疾病筛查机构，问能不能补采。",
        "Still possible: ask the screening centre soon whether blood can still be taken.",
    ),
    "newborn-screening/hearing-screen": Text(
        "还能补：3个月龄以内请转听力诊断机构检查。", "Still possible: refer to the hearing centre within the first three months."
    ),
    "newborn-screening/chd-screen": Text(
        "不再作初筛：有杂音、青紫或喂养困难就转诊。", "No first screening any more: refer for a murmur, blueness or difficult feeding."
    ),
    "newborn-screening/*": _STILL_REFER,
    "child-health/*": _NEXT_CHECK,
    "child-tests/*": Text("不再补这一次，改为下一次检查时一起做。", "Not made up for: done together with the next check."),
    "eye-care/*": Text("不再补这一次，改为下一次检查时一起做。", "Not made up for: done together with the next check."),
    "preterm/*": _STILL_REFER,
    "development/*": Text("还能补：征象还在，就转诊评估。", "Still possible: while the signs are there, refer for an evaluation."),
    "immunisation/*": _CLINIC,
    "pmtct/*": _POINT_OF_CARE,
    "pmtct-child/*": _POINT_OF_CARE,
}  # fmt: skip
