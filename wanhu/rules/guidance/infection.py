"""Cards of the restricted class: shown only with steps of that class, never in a list of cards."""

from wanhu.engine.guidance import Card
from wanhu.engine.text import Text
from wanhu.rules.sources import MOTHER_TO_CHILD

ALONE = Text(
    "只和本人（监护人）单独谈，不在门口、不当着别人。", "With her (the guardian) alone, not at the door, not before others."
)
SECRET = Text(
    "结果不写在封面，不发短信，不告诉别人，家人也要她同意。",
    "No result on covers or in messages; to nobody else, not even the family, unless she agrees.",
)
HOSPITAL = Text("没用上药或不愿去：当天联系定点医院。", "No medicine or unwilling: ring the designated hospital today.")

INFECTION_CARDS = (
    Card(
        "three-tests", Text("三项检测与告知", "The three tests"),
        of=(("finding", "hiv"), ("finding", "syphilis"), ("finding", "hbsag"), ("finding", "partner-testing-offered")),
        before=(ALONE,), do=(Text("三项免费，第一次检查就做；告诉她伴侣也可以查。", "All three are free, at the first visit; her partner may be tested too."),), tell=(SECRET,),
        refer=(Text("初筛阳性：只由指定医生通知并转定点医院。", "Positive: only the named doctor tells her and refers."),), source=MOTHER_TO_CHILD, restricted=True,
    ),
    Card(
        "infection-treatment", Text("孕期治疗随访", "Treatment in pregnancy"),
        of=(("finding", "art"), ("finding", "benzathine-penicillin"), ("finding", "hbeag"), ("finding", "tdf"), ("measurement", "titre-one-in")),
        before=(ALONE,),
        do=(Text("按定点医院医嘱用药；问漏没漏、难不难受。", "As the designated hospital prescribes; missed doses? side effects?"),
            Text("记下哪天用的，约好下次。", "Write the day; agree on the next.")),
        tell=(SECRET,), refer=(HOSPITAL,), source=MOTHER_TO_CHILD, restricted=True,
    ),
    Card(
        "exposed-infant", Text("婴儿预防用药与喂养咨询", "The infant's medicine and feeding"),
        of=(("finding", "infant-arv"), ("finding", "feeding-counselled"), ("finding", "hbig")), before=(ALONE,),
        do=(Text("核对出生后几小时内用了药。", "How many hours after birth was it given?"),
            Text("喂养方式听医院咨询，由家长决定。", "Feeding: the hospital counsels, the parents decide.")),
        tell=(SECRET,), refer=(HOSPITAL,), source=MOTHER_TO_CHILD, restricted=True,
    ),
    Card(
        "exposed-infant-tests", Text("婴儿检测", "The infant's tests"),
        of=(("finding", "hiv-early-test"), ("finding", "hiv-antibody"), ("finding", "syphilis-titre"), ("finding", "hbv-serology")), before=(ALONE,),
        do=(Text("按月龄约到定点医院采血，记下去了没有。", "Arrange the test at its age in the designated hospital; write whether they went."),),
        tell=(SECRET, Text("母亲的抗体会慢慢消失，要查到最后一次。", "The mother's antibodies fade; go on to the last test.")), refer=(HOSPITAL,),
        source=MOTHER_TO_CHILD, restricted=True,
    ),
)  # fmt: skip
