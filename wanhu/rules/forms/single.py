"""Questions that stand alone: tests and steps that the rules plan by themselves. One due at a visit is asked on that visit's form as well.

Restricted questions (infections) have no place here: they are recorded where they are treated.
"""

from wanhu.engine.forms import Choice, Decision, Option
from wanhu.engine.text import Text
from wanhu.rules.forms.questions import FOLIC_ACID, HAEMOGLOBIN, LOOKED, MOOD, REFERRAL_OUTCOME
from wanhu.rules.forms.risk_screening import RISK_SCREENING

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
    RISK_SCREENING,
    Decision("risk-colour", Text("妊娠风险颜色", "Colour of risk")),
    Decision(
        "preterm-class", Text("早产儿管理类别（由医生决定）", "Class of care of a preterm child (a doctor decides)"),
        (Option("low-risk", Text("转为低危管理", "Low risk from now on")),
         Option("high-risk", Text("继续高危管理", "Still high risk"))),
    ),
)  # fmt: skip
