"""Questions that stand alone: tests and steps that the rules plan by themselves. One due at a visit is asked on that visit's form as well.

Restricted questions have no place here: see ``restricted``.
"""

from wanhu.engine.forms import Choice, Decision, Option, Screen
from wanhu.engine.text import Text
from wanhu.rules.forms.questions import FOLIC_ACID, HAEMOGLOBIN, LOOKED, MOOD, REFERRAL_OUTCOME

_PASSED = (Option("pass", Text("通过", "Passed")), Option("refer", Text("未通过", "Not passed")))
_DONE_AT_CLINIC = (Option("normal", Text("正常", "Normal")), Option("abnormal", Text("异常", "Not normal")))

SINGLE = (
    HAEMOGLOBIN,
    FOLIC_ACID,
    MOOD,
    REFERRAL_OUTCOME,
    Choice("hearing-check", Text("听力检查", "Hearing check"), _PASSED),
    Choice("eye-check", Text("眼睛和视力检查", "Eye and vision check"), LOOKED),
    Choice("hearing-screen", Text("听力初筛", "First hearing screen"), (*_PASSED, Option("declined", Text("监护人不做", "The guardian declines")))),
    Choice("hearing-rescreen", Text("听力复筛", "Second hearing screen"), _PASSED),
    Choice("hearing-diagnosis", Text("听力诊断结果", "Diagnosis of hearing"),
           (Option("normal", Text("听力正常", "Hears normally")),
         Option("hearing-loss", Text("听力损失", "Hearing loss")))),
    Choice("hearing-intervention", Text("听力干预", "Intervention for hearing"),
        (Option("begun", Text("已开始", "Begun")),
         Option("declined", Text("监护人不做", "The guardian declines")))),
    Choice(
        "blood-spot", Text("足底血筛查", "Blood spot screen"),
        (Option("taken", Text("已采血，等结果", "Taken, waiting for the result")),
         Option("negative", Text("结果阴性", "Negative")),
         Option("positive", Text("需要复查", "To be repeated")),
         Option("declined", Text("监护人不做", "The guardian declines"))),
    ),
    Choice("blood-spot-diagnosis", Text("足底血复查后的诊断", "Diagnosis after the repeated blood spot"), _DONE_AT_CLINIC),
    Choice("chd-screen", Text("先天性心脏病筛查", "Screen for congenital heart disease"),
           (Option("negative", Text("阴性", "Negative")),
         Option("positive", Text("阳性", "Positive")),
         Option("declined", Text("监护人不做", "The guardian declines")))),
    Choice("echocardiography", Text("心脏超声", "Echocardiography"), _DONE_AT_CLINIC),
    Choice("rop-exam", Text("早产儿视网膜病变检查", "Examination for retinopathy of prematurity"),
           (Option("informed", Text("已告知并转介", "Told and referred")), *_DONE_AT_CLINIC)),
    Choice("preterm-evaluation", Text("矫正月龄发育评估", "Evaluation of development at corrected age"), _DONE_AT_CLINIC),
    Choice("development-evaluation", Text("发育复筛或评估", "Second screen or evaluation of development"), _DONE_AT_CLINIC),
    Choice("eye-examination", Text("眼科检查结果", "Result of the eye clinic"), _DONE_AT_CLINIC),
    Choice("dental-examination", Text("口腔科检查结果", "Result of the dental clinic"), _DONE_AT_CLINIC),
    Choice("case-file", Text("高危专案", "Case file"),
        (Option("opened", Text("已建立", "Opened")),
         Option("closed", Text("已结案", "Closed")))),
    Choice("risk-report", Text("风险报告", "Report of risk"), (Option("sent", Text("已报告", "Sent")),)),
    Choice(
        "screening-informed", Text("这次告知了哪些筛查（做不做由她决定）", "Which screens she was told of (she decides)"),
        (
            Option("nt", Text("NT超声与早孕期血清学", "NT scan and first-trimester serum")),
         Option("nipt", Text("无创产前检测", "Non-invasive test")),
            Option("serum", Text("中孕期血清学", "Second-trimester serum")),
         Option("ultrasound", Text("系统超声", "Detailed ultrasound")),
            Option("ogtt", Text("糖耐量", "Glucose tolerance")),
         Option("gbs", Text("B族链球菌", "Group B streptococcus")),
            Option("thalassaemia", Text("地中海贫血", "Thalassaemia")),
        ),
        many=True,
    ),
    Screen(
        "risk-screening", Text("妊娠风险筛查（有一条就勾选）", "Risk screening (tick what is there)"), item="risk-screening-item",
        options=(
            Option("1", Text(
                "年龄≥35或≤18岁；身高≤145厘米；体质指数>25或<18.5；Rh阴性",
                "Age 35 or more, or 18 or less; height 145 cm or less; BMI over 25 or under 18.5; rhesus negative",
            )),
            Option("2", Text(
                "剖宫产史、不孕史、不良孕产史，或本次妊娠异常（多胎、辅助生殖等）",
                "Caesarean, infertility or adverse obstetric history, or this pregnancy not usual (twins, assisted)",
            )),
            Option("3", Text(
                "妇产科疾病或手术史（肌瘤或囊肿≥5厘米、瘢痕子宫等）",
                "Gynaecological illness or surgery (fibroid or cyst of 5 cm or more, scarred womb)",
            )),
            Option("4", Text(
                "家族史：高血压、糖尿病、凝血因子缺乏、严重遗传病",
                "Family: hypertension, diabetes, lack of coagulation factors, severe hereditary illness",
            )),
            Option("5", Text(
                "既往重要脏器疾病、恶性肿瘤、其他重大手术或药物过敏",
                "Illness of an important organ, cancer, other major surgery, drug allergy",
            )),
            Option("6", Text(
                "化验异常（血红蛋白<110、血小板≤100、尿检两次异常、血糖高、铁蛋白<20）",
                "Laboratory not normal (haemoglobin under 110, platelets 100 or less, urine twice, glucose, ferritin under 20)",
            )),
            Option("7", Text("需要关注的症状和病史", "Symptoms or history that need attention")),
        ),
    ),
    Decision("risk-colour", Text("妊娠风险颜色", "Colour of risk")),
    Decision(
        "preterm-class", Text("早产儿管理类别（由医生决定）", "Class of care of a preterm child (a doctor decides)"),
        (Option("low-risk", Text("转为低危管理", "Low risk from now on")),
         Option("high-risk", Text("继续高危管理", "Still high risk"))),
    ),
)  # fmt: skip
