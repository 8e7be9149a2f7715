"""The boxes of the grading table, by colour: the value that is recorded, and its words. The number in front is that of the published
table.

What the facts already tell is left out: age, body mass, scar, assisted reproduction, fetuses, platelets, haemoglobin, creatinine,
ejection fraction, pulmonary pressure, blood pressure with protein, placenta, presentation. Reprints of the table agree on yellow
1.1–2.8, orange 1–2.7 and 3.5–3.9, and red 1.1.1; the rest is from experts' memory. The restricted boxes are infections, mental
illness, learning disability and substances.
"""

from wanhu.engine.text import Text

YELLOW: dict[str, Text] = {
    "y1.3": Text("生殖道畸形", "Malformation of the genital tract"),
    "y1.4": Text("骨盆狭小", "Contracted pelvis"),
    "y1.5": Text("不良孕产史", "Adverse obstetric history"),
    "y1.7": Text("子宫肌瘤或卵巢囊肿≥5厘米", "Fibroid or ovarian cyst of 5 cm or more"),
    "y1.8": Text("盆腔手术史", "Surgery of the pelvis"),
    "y2.1": Text("心脏病，不需药物治疗，心功能正常", "Heart disease needing no medicine, with normal function"),
    "y2.2": Text("呼吸系统疾病，不需药物治疗，肺功能正常", "Lung disease needing no medicine, with normal function"),
    "y2.4": Text("肾脏疾病，目前病情稳定，肾功能正常", "Kidney disease, stable, with normal function"),
    "y2.5": Text(
        "糖尿病、甲状腺疾病、垂体泌乳素瘤等，不需药物治疗", "Diabetes, thyroid disease or prolactinoma needing no medicine"
    ),
    "y2.7": Text("癫痫（单纯或复杂部分性发作）、重症肌无力（眼肌型）", "Partial epilepsy; ocular myasthenia"),
    "y2.8": Text("免疫系统疾病，不需药物治疗", "Immune disease needing no medicine"),
    "y2.11": Text("其他一般风险合并症", "Another illness of general risk"),
    "y3.2": Text("先兆早产", "Threatened preterm labour"),
    "y3.3": Text("胎儿宫内生长受限", "Restricted growth of the fetus"),
    "y3.4": Text("巨大儿", "Large fetus"),
    "y3.5": Text("妊娠期高血压疾病（橙、红色除外）", "Hypertensive disorder of pregnancy, unless orange or red"),
    "y3.6": Text("妊娠期肝内胆汁淤积症", "Cholestasis of pregnancy"),
    "y3.7": Text("胎膜早破", "Waters broken before labour"),
    "y3.8": Text("羊水过少", "Too little amniotic fluid"),
    "y3.9": Text("羊水过多", "Too much amniotic fluid"),
    "y3.12": Text("妊娠剧吐", "Hyperemesis"),
}
ORANGE: dict[str, Text] = {
    "o2.1.1": Text("心功能Ⅱ级，轻度左心功能障碍", "Heart function class II, slightly impaired"),
    "o2.1.2": Text("需药物治疗的心肌炎后遗症、心律失常", "Rhythm disorder or myocarditis sequelae needing medicine"),
    "o2.1.3": Text("瓣膜性心脏病（轻度）", "Valve disease, mild"),
    "o2.1.4": Text("主动脉疾病（直径＜45毫米）、主动脉缩窄矫治术后", "Disease of the aorta below 45 mm, repaired coarctation"),
    "o2.1.5": Text("经治疗后稳定的心肌病", "Cardiomyopathy, stable under treatment"),
    "o2.1.7": Text("其他较严重的心血管疾病", "Another more severe disease of heart or vessels"),
    "o2.2": Text(
        "哮喘、脊柱侧弯、胸廓畸形伴轻度肺功能不全", "Asthma, scoliosis or deformity of the chest with mild lung dysfunction"
    ),
    "o2.3": Text(
        "原因不明的肝功能异常，或仅需药物治疗的肝硬化、肠梗阻、消化道出血",
        "Unexplained liver dysfunction; cirrhosis, ileus or bleeding needing only medicine",
    ),
    "o2.4": Text("慢性肾脏疾病伴肾功能不全代偿期", "Chronic kidney disease, compensated"),
    "o2.5": Text(
        "需药物治疗的糖尿病、甲状腺疾病、垂体泌乳素瘤；肾性尿崩症",
        "Diabetes, thyroid disease or prolactinoma needing medicine; renal insipidus",
    ),
    "o2.6": Text("凝血功能障碍但无出血倾向；易栓症", "Coagulation disorder without bleeding; thrombophilia"),
    "o2.7": Text("免疫系统疾病，小剂量激素6个月以上，无临床活动", "Immune disease on low steroids for over 6 months, not active"),
    "o2.8": Text("恶性肿瘤治疗后无转移无复发", "Cancer treated, without spread or relapse"),
    "o2.11": Text("癫痫（失神发作）、重症肌无力（四肢和延髓肌）", "Absence epilepsy; myasthenia of limbs and bulbar muscles"),
    "o2.12": Text("其他较高风险合并症", "Another illness of higher risk"),
    "o3.2": Text("Rh血型不合", "Rhesus incompatibility"),
    "o3.6": Text("双胎、羊水过多伴心肺功能减退", "Twins or much fluid with reduced heart and lung function"),
    "o3.7": Text("重度子痫前期、慢性高血压合并子痫前期", "Severe pre-eclampsia, or on top of chronic hypertension"),
    "o3.8": Text("原因不明的发热", "Fever of unknown cause"),
    "o3.9": Text("产褥期中暑、产褥感染", "Heat stroke or infection in childbed"),
}
RED: dict[str, Text] = {
    "r1.1.2": Text("复杂先心病、未手术的紫绀型心脏病、Fontan术后", "Complex or unoperated cyanotic heart disease, after Fontan"),
    "r1.1.3": Text("瓣膜置换术后、中重度瓣膜狭窄、马方综合征", "Prosthetic valve, moderate or severe stenosis, Marfan syndrome"),
    "r1.1.4": Text("各类心肌病", "Cardiomyopathy"),
    "r1.1.5": Text("感染性心内膜炎", "Infective endocarditis"),
    "r1.1.6": Text("急性心肌炎", "Acute myocarditis"),
    "r1.1.7": Text("风湿性心脏病风湿活动期", "Active rheumatic heart disease"),
    "r1.1.8": Text("妊娠期高血压性心脏病", "Hypertensive heart disease of pregnancy"),
    "r1.1.9": Text("其他严重心血管疾病", "Another severe disease of heart or vessels"),
    "r1.2": Text(
        "哮喘反复发作、肺纤维化、胸廓或脊柱严重畸形", "Recurrent asthma, lung fibrosis, severe deformity of chest or spine"
    ),
    "r1.3": Text(
        "重型肝炎、失代偿肝硬化、严重消化道出血、急性胰腺炎、危及生命的肠梗阻",
        "Severe hepatitis, decompensated cirrhosis, severe bleeding, pancreatitis, ileus",
    ),
    "r1.4": Text("急慢性肾脏疾病伴高血压、肾功能不全", "Kidney disease with hypertension and insufficiency"),
    "r1.5": Text(
        "糖尿病伴严重并发症、甲亢或甲减伴脏器损害、中枢性尿崩症、嗜铬细胞瘤等",
        "Diabetes or thyroid disease with organ damage, central insipidus, phaeochromocytoma",
    ),
    "r1.6": Text(
        "再生障碍性贫血、血小板进行性下降或有出血倾向、白血病、凝血障碍伴出血、血栓栓塞性疾病",
        "Aplastic anaemia, platelets that go on falling or a tendency to bleed, leukaemia, bleeding disorder, thromboembolism",
    ),
    "r1.7": Text("免疫系统疾病活动期", "Active immune disease"),
    "r1.9": Text("妊娠期恶性肿瘤、复发或转移", "Cancer found in pregnancy, relapsed or spread"),
    "r1.10": Text(
        "脑血管畸形或手术史、癫痫全身发作、重症肌无力（延髓、肢带、呼吸肌）",
        "Cerebral malformation or surgery, generalised epilepsy, severe myasthenia",
    ),
    "r1.12": Text("其他严重内外科疾病", "Another severe illness"),
    "r2.1": Text("三胎及以上伴心肺功能减退", "Triplets or more with reduced heart and lung function"),
    "r2.3": Text("红色疾病产后尚未稳定", "Illness of the red class not yet stable after birth"),
}
YELLOW_RESTRICTED: dict[str, Text] = {
    "y2.9": Text("尖锐湿疣、淋病等性传播疾病", "Condyloma, gonorrhoea or another sexually transmitted disease"),
    "y2.10": Text("物质使用史", "Use of substances in the past"),
}
ORANGE_RESTRICTED: dict[str, Text] = {
    "o2.9": Text("智力障碍", "Learning disability"),
    "o2.10": Text("精神病缓解期", "Mental illness in remission"),
    "o3.9.1": Text("产后抑郁", "Depression after birth"),
}
RED_RESTRICTED: dict[str, Text] = {
    "r1.3.1": Text("重型肝炎", "Severe hepatitis"),
    "r1.8": Text("精神病急性期", "Acute psychosis"),
    "r1.11": Text("物质滥用", "Abuse of substances"),
}
