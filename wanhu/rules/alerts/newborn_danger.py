"""Newborns to be referred at once: the eleven points of the home visit's list. Any one sign is enough.

The limits and signs are those of the list; what to do on the way is our wording. The signs themselves, and how long each stands, are in
``newborn_signs``.
"""

from datetime import date

from wanhu.engine.facts import found, last_day, latest, latest_day, newest_finding
from wanhu.engine.protocol import Alert, Confidence, Source, Subject
from wanhu.engine.text import Text
from wanhu.rules.alerts import newborn_signs as signs
from wanhu.rules.terms import IN_CARE

REFER = Source("新生儿访视技术规范", "立即转诊")
REVIEW = date(2027, 9, 1)

temperature = Alert(
    code="newborn-temperature",
    title=Text("新生儿体温≥37.5℃或≤35.5℃", "Newborn: temperature of 37.5 °C or more, or 35.5 °C or less"),
    action=Text("立即转诊。体温低先保暖，体温高松开包被；途中不离人。",
                "Refer at once. Warm a cold child, loosen the wraps of a hot one; do not leave the child alone on the way."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & signs.TOO_WARM_OR_COLD,
    shows=(latest("temperature"), latest_day("temperature")),
)  # fmt: skip

response = Alert(
    code="newborn-response",
    title=Text("新生儿反应差、面色发灰或吸吮无力", "Newborn: poor response, grey face or weak sucking"),
    action=Text("立即转诊；途中保暖，不强行喂奶。", "Refer at once; keep the child warm on the way and do not force a feed."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & (signs.POOR_RESPONSE | signs.GREY_FACE | signs.WEAK_SUCKING),
    shows=(newest_finding("poor-response"), newest_finding("grey-face"), newest_finding("weak-sucking")),
)  # fmt: skip

breathing = Alert(
    code="newborn-breathing",
    title=Text("新生儿呼吸<20或>60次/分，或呼吸困难、呼吸暂停", "Newborn: fewer than 20 or more than 60 breaths a minute, hard or pausing breathing"),
    action=Text("立即呼叫急救并转诊；保持气道通畅，保暖。", "Call an ambulance and refer at once; keep the airway free and the child warm."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & (signs.BREATHING_RATE | signs.LABOURED_BREATHING | signs.APNOEA),
    shows=(latest("respiration"), latest_day("respiration"), newest_finding("laboured-breathing"), newest_finding("apnoea")),
)  # fmt: skip

heart = Alert(
    code="newborn-heart",
    title=Text("新生儿心率<100或>160次/分，或明显心律不齐", "Newborn: heart rate below 100 or above 160, or clearly irregular"),
    action=Text("安静时复测一次；仍异常立即转诊。", "Count again with the child calm; if still so, refer at once."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & (signs.HEART_RATE | signs.ARRHYTHMIA),
    shows=(latest("heart-rate"), latest_day("heart-rate"), newest_finding("arrhythmia")),
)  # fmt: skip

skin = Alert(
    code="newborn-skin",
    title=Text("新生儿皮肤严重异常", "Newborn: severe signs of the skin"),
    action=Text("立即转诊：黄染到手足心、苍白、青紫、厥冷、出血点、硬肿或脓疱≥5个，任一项即转。",
                "Refer at once: yellow to palms and soles, pale, blue, cold, bleeding spots, hardened skin or five pustules; any one is enough."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & (
        signs.JAUNDICE_TO_THE_HANDS | signs.PALLOR | signs.CYANOSIS | signs.COLD | signs.PETECHIAE | signs.SCLEREMA | signs.MANY_PUSTULES
    ),
    shows=(
        newest_finding("jaundice-site"), newest_finding("pallor"), newest_finding("cyanosis"), newest_finding("cold"),
        newest_finding("petechiae"), newest_finding("sclerema"), newest_finding("pustules-5"),
    ),
)  # fmt: skip

convulsion = Alert(
    code="newborn-convulsion",
    title=Text("新生儿惊厥或囟门张力高", "Newborn: convulsion or tense fontanelle"),
    action=Text("立即呼叫急救并转诊；侧卧，保持气道通畅，不往口中放东西。",
                "Call an ambulance and refer at once; lay the child on the side, keep the airway free, put nothing into the mouth."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & (signs.CONVULSION | signs.TENSE_FONTANELLE | signs.BULGING_FONTANELLE),
    shows=(newest_finding("convulsion"), newest_finding("tense-fontanelle"), newest_finding("fontanelle")),
)  # fmt: skip

movement = Alert(
    code="newborn-movement",
    title=Text("新生儿四肢无自主运动、不对称，或肌张力、原始反射消失", "Newborn: limbs that do not move by themselves or unevenly, no tone or reflexes"),
    action=Text("立即转诊；搬动时托住头颈和肢体。", "Refer at once; support head, neck and limbs when moving the child."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & (signs.NO_LIMB_MOVEMENT | signs.UNEVEN_LIMB_MOVEMENT | signs.ABSENT_TONE | signs.ABSENT_REFLEXES),
    shows=(
        newest_finding("no-limb-movement"), newest_finding("limb-asymmetry"),
        newest_finding("absent-tone"), newest_finding("absent-reflexes"),
    ),
)  # fmt: skip

dehydration = Alert(
    code="newborn-dehydration",
    title=Text("新生儿有脱水征象", "Newborn: signs of dehydration"),
    action=Text("立即转诊；能吸吮的途中继续母乳喂养。", "Refer at once; a child who can suck goes on being breastfed on the way."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & (signs.DEHYDRATION | signs.SUNKEN_FONTANELLE),
    shows=(newest_finding("dehydration"), newest_finding("fontanelle"), last_day(found("dehydration"))),
)  # fmt: skip

eyes_and_ears = Alert(
    code="newborn-eyes-and-ears",
    title=Text("新生儿眼睑高度肿胀，或眼、耳有脓性分泌物", "Newborn: badly swollen eyelids, or pus from eye or ear"),
    action=Text("立即转诊；不自行用药。", "Refer at once; give no drops or other medicine of your own."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & (signs.EYE_DISCHARGE | signs.EAR_DISCHARGE),
    shows=(newest_finding("eye-discharge"), newest_finding("ear-discharge")),
)  # fmt: skip

abdomen = Alert(
    code="newborn-abdomen",
    title=Text("新生儿腹胀明显并呕吐", "Newborn: a much swollen belly with vomiting"),
    action=Text("立即转诊；暂停喂奶，侧卧。", "Refer at once; stop feeding and lay the child on the side."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & signs.DISTENSION_WITH_VOMITING,
    shows=(newest_finding("abdominal-distension-vomiting"), last_day(found("abdominal-distension-vomiting"))),
)  # fmt: skip

umbilicus = Alert(
    code="newborn-umbilicus",
    title=Text("新生儿脐部流脓并红肿", "Newborn: a navel with pus, red and swollen"),
    action=Text("立即转诊；不覆盖脐部，不自行用药。", "Refer at once; leave the navel uncovered and give no medicine of your own."),
    source=REFER, confidence=Confidence.CONFIRMED, next_review=REVIEW, subject=Subject.CHILD, level="emergency",
    condition=IN_CARE & signs.PURULENT_UMBILICUS,
    shows=(newest_finding("purulent-umbilicus"), last_day(found("purulent-umbilicus"))),
)  # fmt: skip

NEWBORN_DANGER_ALERTS = (
    temperature, response, breathing, heart, skin, convulsion, movement, dehydration, eyes_and_ears, abdomen, umbilicus,
)  # fmt: skip
