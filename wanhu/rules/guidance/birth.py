"""Cards after birth: mother and newborn. The list for immediate referral of a newborn is that of the child norm; the rest from experts' memory."""

from wanhu.engine.guidance import Card
from wanhu.engine.text import Text
from wanhu.rules.sources import CHILD, MATERNAL, RISK

FEVER = Text(
    "体温≥38.0℃、恶露臭、出血多、伤口红肿流脓：当天转诊。",
    "Temperature ≥38.0 ℃, bad-smelling or heavy bleeding, red wound with pus: refer the same day.",
)
BLEEDING = Text(
    "出血比月经多：打120，立即转诊，途中不离人。", "More blood than a period: call 120, refer at once, stay with her."
)

BIRTH_CARDS = (
    Card(
        "postnatal-visit", Text("产后访视", "Postnatal home visit"), of=(("contact", "postnatal-visit"),),
        before=(Text("出院后一周内，先打电话征得同意；洗手。", "Within a week of discharge; ring first and ask; wash hands."),),
        do=(
            Text("量体温、血压；看乳房、子宫、恶露、伤口。", "Temperature, blood pressure; breasts, womb, bleeding, wound."),
            Text("问吃、睡、心情，看一次喂奶。", "Food, sleep, mood; watch one feed."),
        ),
        tell=(Text("讲卫生、营养、母乳喂养；约产后42天检查。", "Hygiene, food, breastfeeding; the check at 42 days."),),
        refer=(BLEEDING, FEVER), source=MATERNAL,
    ),
    Card(
        "postnatal-contact", Text("产后随访（高风险）", "Contact after birth (higher risk)"), of=(("contact", "postnatal-contact"),),
        before=(Text("看出院小结和风险颜色。", "Look at the discharge note and the colour."),),
        do=(Text("问血压、出血、发热、用药；能见面就量血压。", "Blood pressure, bleeding, fever, medicine; measure when you see her."),
            Text("问睡眠、心情和谁在帮忙。", "Sleep, mood, who helps.")),
        tell=(Text("哪里不舒服马上联系，不等下次。", "Ring when anything is wrong; do not wait."),),
        refer=(BLEEDING, FEVER), source=RISK,
    ),
    Card(
        "postnatal-42", Text("产后42天检查", "42-day check"), of=(("contact", "postnatal-42"),),
        before=(Text("正常的到卫生院，有异常的回分娩医院。", "Normal: township; otherwise the hospital of birth."),),
        do=(Text("量血压；看乳房、子宫、恶露、伤口恢复。", "Blood pressure; breasts, womb, bleeding, wound."),
            Text("问心情；孕期的病有没有好。", "Mood; is what she had in pregnancy over?")),
        tell=(Text("纯母乳喂养6个月；自己吃好、休息好。", "Breast milk only for 6 months; she eats well and rests."),),
        refer=(Text("没恢复好，或情绪低落：转诊，2周内问结果。", "Not recovered, or low: refer, ask within 2 weeks."),), source=MATERNAL,
    ),
    Card(
        "newborn-visit", Text("新生儿家庭访视", "Newborn home visit"), of=(("contact", "newborn-visit"),),
        before=(Text("出院后一周内；洗手、暖手，带体温计和秤。", "Within a week of discharge; clean warm hands, thermometer, scales."),),
        do=(
            Text("先看反应、面色、呼吸；再量体温、心率、体重。", "First response, colour, breathing; then temperature, heart, weight."),
            Text("看黄疸、囟门、眼、口、脐、臀；看喂奶；核对卡介苗、乙肝和筛查。", "Jaundice, fontanelle, eyes, mouth, navel, hips; a feed; BCG, HepB and screens."),
        ),
        tell=(Text("按需喂奶、仰睡、脐带干燥、维生素D遵医嘱。", "Feed on demand, sleep on the back, dry navel, vitamin D as advised."),),
        refer=(
            Text("体温≥37.5或≤35.5℃，呼吸<20或>60，心率<100或>160：立即转诊。", "Temperature ≥37.5 or ≤35.5 ℃, breaths <20 or >60, heart <100 or >160: refer at once."),
            Text("反应差、不吃、抽搐、黄到手足心、脐部流脓：立即转诊。", "Hardly reacts, does not feed, convulsion, yellow palms or soles, pus at the navel: at once."),
        ), source=CHILD,
    ),
)  # fmt: skip
