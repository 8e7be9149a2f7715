"""The published texts that rules come from."""

from wanhu.engine.protocol import Source

BASIC_SERVICES = "国家基本公共卫生服务规范（第三版）"
MATERNAL = Source(BASIC_SERVICES, "孕产妇健康管理服务规范")
CHILD = Source(BASIC_SERVICES, "0～6岁儿童健康管理服务规范")
IMMUNISATION = Source("国家免疫规划疫苗儿童免疫程序及说明（2021年版），百白破2025年调整", "")
OBSTETRICS = Source("妇产科学教科书及世界卫生组织指南（专家记忆，待确认）", "")

RISK = Source("孕产妇妊娠风险评估与管理工作规范", "附件1 筛查表、附件2 评估分级表")
SAFETY = Source("加强母婴安全保障工作的通知（国卫妇幼发〔2017〕42号）与母婴安全行动提升计划（2021—2025年）", "高危孕产妇专案管理")
WHO_ANTENATAL = Source("世界卫生组织关于产前保健促进积极妊娠体验的建议（2016年）", "至少8次产前接触")
WEIGHT_GAIN = Source("妊娠期妇女体重增长推荐值标准（WS/T 801—2022）", "单胎")
PRE_PREGNANCY = Source("国家免费孕前优生健康检查项目", "19项服务内容")
FOLIC_ACID = Source("增补叶酸预防神经管缺陷项目", "")
PRENATAL_SCREENING = Source("产前筛查与产前诊断技术管理（知情选择）", "")
MOTHER_TO_CHILD = Source("消除艾滋病、梅毒和乙肝母婴传播行动计划（2022—2025年）及技术要点（专家记忆，待确认）", "")
EDINBURGH = Source("爱丁堡产后抑郁量表的计分与界值（Cox 等，1987）", "只录分数，不录条目原文")
MOOD_SCALES = Source("PHQ-9、GAD-7与Whooley两问的界值（专家记忆，待确认）", "只录分数，不录条目原文")
WELLBEING = Source("世界卫生组织五项身心健康指标（WHO-5，1998年）的界值（专家记忆，待确认）", "只录分数，不录条目原文")
WHO_NEAR_MISS = Source("世界卫生组织危重孕产妇（接近死亡）评审方法（2011年）", "任一条")
