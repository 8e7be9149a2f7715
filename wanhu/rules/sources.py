"""The published texts that rules come from."""

from wanhu.engine.protocol import Source

BASIC_SERVICES = "国家基本公共卫生服务规范（第三版）"
MATERNAL = Source(BASIC_SERVICES, "孕产妇健康管理服务规范")
CHILD = Source(BASIC_SERVICES, "0～6岁儿童健康管理服务规范")
IMMUNISATION = Source("国家免疫规划疫苗儿童免疫程序及说明（2021年版），百白破2025年调整", "")
OBSTETRICS = Source("妇产科学教科书及世界卫生组织指南（专家记忆，待确认）", "")
