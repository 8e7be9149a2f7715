"""The risk screening list of the norm (附件1), item by item: a tick makes the screening positive and says which item it was.

The number in front is that of the group. Left out: the interval since an earlier birth (Wanhu asks nobody about spacing), and infections, mental
illness and substances, which are recorded where they are treated.
"""

from wanhu.engine.forms import Option, Screen
from wanhu.engine.text import Text

RISK_SCREENING = Screen(
    "risk-screening", Text("妊娠风险筛查（有一条就勾选）", "Risk screening (tick what is there)"), item="risk-screening-item",
    options=(
        Option("1.1", Text("年龄≥35岁或≤18岁", "Aged 35 or more, or 18 or less")),
        Option("1.2", Text("身高≤145厘米", "Height of 145 cm or less")),
        Option("1.3", Text("对生育可能有影响的躯体残疾", "A disability of the body that may affect the birth")),
        Option("1.4", Text("体质指数＞25或＜18.5", "Body mass index above 25 or below 18.5")),
        Option("1.5", Text("Rh血型阴性", "Rhesus negative")),
        Option("2.1", Text("剖宫产史", "Caesarean before")),
        Option("2.2", Text("不孕史", "Infertility before")),
        Option("2.3", Text("不良孕产史（早产、围产儿死亡、出生缺陷、异位妊娠、滋养细胞病等）", "Adverse obstetric history (preterm, perinatal death, defect, ectopic, mole)")),
        Option("2.4", Text("本次妊娠异常（多胎、辅助生殖等）", "This pregnancy is not usual (several fetuses, assisted)")),
        Option("3.1", Text("生殖道畸形", "Malformation of the genital tract")),
        Option("3.2", Text("子宫肌瘤或卵巢囊肿≥5厘米", "Fibroid or ovarian cyst of 5 cm or more")),
        Option("3.3", Text("阴道及宫颈锥切手术史", "Surgery of the vagina, conisation")),
        Option("3.4", Text("宫腔镜、腹腔镜手术史", "Hysteroscopy or laparoscopy before")),
        Option("3.5", Text("瘢痕子宫（子宫肌瘤剔除、穿孔修补等）", "Scar of the womb (myomectomy, repaired perforation)")),
        Option("3.6", Text("附件恶性肿瘤手术史", "Surgery for cancer of the adnexa")),
        Option("4.1", Text("高血压家族史且现在血压≥140/90", "Hypertension in the family, and 140/90 or more now")),
        Option("4.2", Text("直系亲属糖尿病", "Diabetes of parents, brothers or sisters")),
        Option("4.3", Text("凝血因子缺乏", "Lack of coagulation factors")),
        Option("4.4", Text("严重遗传性疾病（高脂血症、血友病、地中海贫血等）", "Severe hereditary illness (lipids, haemophilia, thalassaemia)")),
        Option("5.1", Text("各种重要脏器疾病史", "Illness of an important organ")),
        Option("5.2", Text("恶性肿瘤病史", "Cancer before")),
        Option("5.3", Text("其他特殊、重大手术史", "Other major surgery")),
        Option("5.4", Text("药物过敏史", "Allergy to a medicine")),
        Option("6.1", Text("血红蛋白＜110 g/L", "Haemoglobin below 110 g/L")),
        Option("6.2", Text("血小板≤100×10⁹/L", "Platelets of 100 × 10⁹/L or less")),
        Option("6.3", Text("清洁中段尿异常2次以上（蛋白、管型、红细胞、白细胞）", "Clean urine not normal twice (protein, casts, red or white cells)")),
        Option("6.4", Text("尿糖阳性且空腹血糖异常（24周前≥7.0，24周起≥5.1）", "Glucose in the urine and fasting 7.0 or more (from 24 weeks 5.1)")),
        Option("6.5", Text("血清铁蛋白＜20 μg/L", "Ferritin below 20 µg/L")),
        Option("7.1", Text("心血管系统症状或病史", "Heart and vessels: symptoms or history")),
        Option("7.2", Text("呼吸系统症状或病史", "Lungs: symptoms or history")),
        Option("7.3", Text("消化系统症状或病史", "Digestion: symptoms or history")),
        Option("7.4", Text("泌尿系统症状或病史", "Kidneys and urine: symptoms or history")),
        Option("7.5", Text("血液系统症状或病史", "Blood: symptoms or history")),
        Option("7.6", Text("内分泌及免疫系统症状或病史", "Hormones and immunity: symptoms or history")),
        Option("7.7", Text("神经系统症状或病史", "Nerves: symptoms or history")),
    ),
)  # fmt: skip
