"""Cards of a child's health checks, each age with its own signs of development, and of visits to preterm and high-risk infants.

The signs are those that the form of the age asks (experts' memory); one that is missing is no diagnosis, the child is looked at again.
"""

from wanhu.engine.guidance import Card
from wanhu.engine.protocol import Source
from wanhu.engine.text import Text
from wanhu.rules.protocols.development import DEVELOPMENT
from wanhu.rules.sources import CHILD

PRETERM = Source("早产儿保健工作规范（2017年）")
BEFORE = Text(
    "查体在打疫苗之前做；带秤、量床、卷尺，洗手。", "Check before vaccines; scales, measuring board, tape, clean hands."
)
MEASURE_LYING = Text("量体重、躺着量身长、头围，画在生长图上。", "Weight, length lying, head; put them on the growth chart.")
MEASURE_STANDING = Text(
    "量体重、站着量身高、头围，画在生长图上。", "Weight, height standing, head; put them on the growth chart."
)
MEASURE_BIG = Text("量体重、身高；查视力、牙齿、血红蛋白。", "Weight, height; eyesight, teeth, haemoglobin.")
SIGN = Text(
    "有一条发育警示：告诉家长这不是诊断，复筛或转诊。",
    "One sign of development: tell them it is no diagnosis; screen again or refer.",
)
DANGER = Text("精神差、不吃、抽搐、呼吸费力：立即转诊。", "Listless, not eating, convulsion, hard breathing: refer at once.")
INJURY = Text("防烫、防摔、防溺水；坐车用安全座椅。", "Against burns, falls, drowning; a child seat in the car.")

CHILD_CARDS = (
    Card(
        "child-1m", Text("满月检查", "One-month check"), of=(("contact", "child-1m"),), before=(BEFORE,),
        do=(MEASURE_LYING, Text("看黄疸退了没有、脐、眼、髋；问吃奶和大小便。", "Is the jaundice gone? Navel, eyes, hips; feeding, stools, urine.")),
        tell=(Text("按需母乳，维生素D每天400单位，多抱多说话。", "Breast milk on demand, vitamin D 400 IU a day, hold and talk to the baby."),),
        refer=(DANGER,), source=CHILD,
    ),
    Card(
        "child-3m", Text("3月龄检查", "Check at 3 months"), of=(("contact", "child-3m"),), before=(BEFORE,),
        do=(MEASURE_LYING, Text("看：对响声有反应、会笑、追着人看、俯卧抬头。", "Reacts to sound, smiles, follows with the eyes, lifts the head.")),
        tell=(Text("纯母乳到6个月；多俯卧玩，看着大人。", "Breast milk only to 6 months; time on the belly, watched."),), refer=(SIGN, DANGER), source=CHILD,
    ),
    Card(
        "child-6m", Text("6月龄检查", "Check at 6 months"), of=(("contact", "child-6m"),), before=(BEFORE,),
        do=(MEASURE_LYING, Text("看：笑出声、伸手抓、松开拳、扶坐；查血红蛋白和听力。", "Laughs, reaches, opens the fists, sits with support; haemoglobin, hearing.")),
        tell=(Text("加辅食：先铁强化米粉、肉泥，一样一样加。", "Begin other food: iron-rich cereal and meat, one at a time."),), refer=(SIGN, DANGER), source=CHILD,
    ),
    Card(
        "child-8m", Text("8月龄检查", "Check at 8 months"), of=(("contact", "child-8m"),), before=(BEFORE,),
        do=(MEASURE_LYING, Text("看：应声、认生、两手换玩具、独坐。6～8月没查血红蛋白的补查。", "Answers sounds, knows strangers, passes toys, sits alone. Haemoglobin if not done.")),
        tell=(Text("每天两三顿辅食，不加盐；开始爬，收好小东西。", "Two or three meals, no salt; crawling: put small things away."),), refer=(SIGN, DANGER), source=CHILD,
    ),
    Card(
        "child-12m", Text("12月龄检查", "Check at 12 months"), of=(("contact", "child-12m"),), before=(BEFORE,),
        do=(MEASURE_LYING, Text("看：叫名有反应、学“再见”、对捏小物、扶站；查听力。", "Answers the name, waves goodbye, pinches small things, stands with help; hearing.")),
        tell=(Text("可继续母乳；三餐加奶，每天刷牙。", "Breast milk may go on; three meals and milk, brush the teeth."), INJURY), refer=(SIGN,), source=CHILD,
    ),
    Card(
        "child-18m", Text("18月龄检查", "Check at 18 months"), of=(("contact", "child-18m"),), before=(BEFORE,),
        do=(MEASURE_LYING, Text("看：叫爸妈、指人指物、对视、独走；查血红蛋白。", "Says mama or papa, points, meets the eyes, walks alone; haemoglobin.")),
        tell=(Text("自己学吃饭；多说话、讲图画书，不看屏幕。", "Learns to eat alone; talk, picture books, no screens."), INJURY), refer=(SIGN,), source=CHILD,
    ),
    Card(
        "child-24m", Text("24月龄检查", "Check at 24 months"), of=(("contact", "child-24m"),), before=(BEFORE,),
        do=(MEASURE_STANDING, Text("看：说3样东西、听吩咐、用勺、扶栏上楼；查听力。", "Names 3 things, does as asked, uses a spoon, climbs stairs with a rail; hearing.")),
        tell=(Text("吃饭定时；每天户外玩。", "Meals at fixed times; outdoors every day."), INJURY), refer=(SIGN,), source=CHILD,
    ),
    Card(
        "child-30m", Text("30月龄检查", "Check at 30 months"), of=(("contact", "child-30m"),), before=(BEFORE,),
        do=(MEASURE_STANDING, Text("看：说两三字短语、兴趣多样、示意大小便、会跑；查血红蛋白。", "Short phrases, several interests, shows the need for the toilet, runs; haemoglobin.")),
        tell=(Text("陪玩、少看屏幕；每天刷牙。", "Play together, little screen; brush the teeth."), INJURY), refer=(SIGN,), source=CHILD,
    ),
    Card(
        "child-36m", Text("3岁检查", "Check at 3 years"), of=(("contact", "child-36m"),), before=(BEFORE,),
        do=(MEASURE_STANDING, Text("看：说自己名字、假想游戏、画圆、双脚跳；查听力。", "Says the own name, pretends, draws a circle, jumps; hearing.")),
        tell=(Text("准备上幼儿园：查接种证，学自己穿脱衣。", "Before kindergarten: vaccination certificate, dressing alone."),), refer=(SIGN,), source=CHILD,
    ),
    Card(
        "child-4y", Text("4岁检查", "Check at 4 years"), of=(("contact", "child-4y"),), before=(BEFORE,),
        do=(MEASURE_BIG, Text("看：会用形容词、会等待轮流、自己穿衣、单脚站。", "Uses adjectives, waits for a turn, dresses, stands on one foot.")),
        tell=(Text("每天户外2小时，少看屏幕，早晚刷牙。", "Two hours outdoors a day, little screen, brush morning and evening."),), refer=(SIGN,), source=CHILD,
    ),
    Card(
        "child-5y", Text("5岁检查", "Check at 5 years"), of=(("contact", "child-5y"),), before=(BEFORE,),
        do=(MEASURE_BIG, Text("看：会讲一件事、知道自己性别、用筷子、单脚跳。", "Tells what happened, knows own sex, uses chopsticks, hops.")),
        tell=(Text("不节食、不多喝甜饮料；户外2小时。", "No diets, few sweet drinks; two hours outdoors."),), refer=(SIGN,), source=CHILD,
    ),
    Card(
        "child-6y", Text("6岁检查", "Check at 6 years"), of=(("contact", "child-6y"),), before=(BEFORE,),
        do=(MEASURE_BIG, Text("看：会说感受、玩角色游戏、画方形、奔跑。", "Says feelings, plays roles, draws a square, runs.")),
        tell=(Text("入学前查接种证；换牙时护好六龄牙。", "Before school: vaccination certificate; care for the first molars."),), refer=(SIGN,), source=CHILD,
    ),
    Card(
        "preterm-follow-up", Text("早产儿随访", "Preterm follow-up"), of=(("contact", "preterm-follow-up"),),
        before=(Text("看出生孕周，先算矫正月龄。", "Look at the weeks at birth; work out the corrected age."),),
        do=(Text("生长和发育按矫正月龄看；疫苗按实际月龄打。", "Growth and development by corrected age; vaccines by age since birth."), MEASURE_LYING),
        tell=(Text("坚持母乳，铁和维生素D遵医嘱；少去人多处。", "Breast milk; iron and vitamin D as advised; avoid crowds."),), refer=(DANGER, SIGN), source=PRETERM,
    ),
    Card(
        "preterm-evaluation", Text("矫正12月龄后评估", "Evaluation after 12 months corrected"), of=(("finding", "preterm-evaluation"),),
        before=(Text("按矫正月龄准备。", "Prepare for the corrected age."),),
        do=(Text("约到有条件的机构做发育评估，记下结果。", "Arrange an evaluation where it can be done; write the result."),),
        tell=(Text("两次都正常，医生可减少随访。", "After two normal ones a clinician may plan fewer visits."),),
        refer=(Text("结果异常：转儿童发育门诊。", "Not normal: to the development clinic."),), source=PRETERM,
    ),
    Card(
        "preterm-class", Text("早产儿管理级别", "Class of a preterm child"), of=(("decision", "preterm-class"),),
        before=(Text("找出连续两次评估结果。", "Find the last two evaluations."),),
        do=(Text("由医生决定是否转为低危管理，写明理由。", "A clinician decides about low-risk follow-up and says why."),),
        tell=(Text("告诉家长以后多久来一次。", "Tell the family how often to come."),),
        refer=(Text("拿不准：仍按高危随访。", "Not sure: follow as high risk."),), source=PRETERM,
    ),
    Card(
        "high-risk-visit", Text("高危儿随访", "Visit to a high-risk infant"), of=(("contact", "high-risk-visit"),),
        before=(Text("看出院小结：为什么是高危。", "Look at the discharge note: why high risk."),),
        do=(MEASURE_LYING, Text("看反应、吃奶、肌张力；问用药和复查。", "Response, feeding, tone; medicine and appointments.")),
        tell=(Text("家人学会看危险征象，知道打给谁。", "The family knows the danger signs and whom to ring."),), refer=(DANGER, SIGN), source=CHILD,
    ),
    Card(
        "child-contact", Text("约好的儿童随访", "Visit of a child agreed upon"), of=(("contact", "child-contact"),),
        before=(Text("看上次为什么约：体重、贫血还是别的。", "Why was it agreed: weight, anaemia, or else?"),),
        do=(Text("复测身长、体重；问上次的问题好了没有。", "Measure again; is what troubled the child over?"),),
        tell=(Text("说清这次的结果和下次什么时候来。", "Say what was found and when to come next."),), refer=(DANGER, SIGN), source=CHILD,
    ),
    Card(
        "development-evaluation", Text("发育复筛或评估", "Second look at development"), of=(("finding", "development-evaluation"),),
        before=(Text("看是哪一条警示；早产儿用矫正月龄。", "Which sign was it? Preterm: corrected age."),),
        do=(Text("1个月内复筛；仍有就约发育门诊。", "Screen again within a month; still there, arrange the clinic."),
            Text("了解诊断结果并记录。", "Find out the result and write it.")),
        tell=(Text("不是诊断，早看早帮忙；不责怪家长。", "No diagnosis; early help counts; nobody is to blame."),),
        refer=(Text("会的本领又不会了：尽快转诊。", "Lost what the child could do: refer soon."),), source=DEVELOPMENT,
    ),
)  # fmt: skip
