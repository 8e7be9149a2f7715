"""Warning signs in the development of children (儿童心理行为发育问题预警征象), four for each age: one that is present makes the screen positive.

From experts' memory; the wording is to be confirmed by the local institution of maternal and child health. The age is corrected for children
born early, until 24 months (36 when born before 28 weeks): a check of such a child asks the signs of the corrected age, and before the corrected
age of three months none. A sign is no diagnosis: the child is looked at again, or referred.
"""

from wanhu.engine.facts import births, children, choose, months_between, people, today
from wanhu.engine.forms import Only, Option, Screen
from wanhu.engine.spans import months
from wanhu.engine.text import Text

TITLE = Text("发育预警征象（有一条就勾选）", "Warning signs of development (tick what is there)")

AGE_3M = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-3m",
    options=(
        Option("3m-1", Text("对很大声音没有反应", "Does not react to a loud sound")),
        Option("3m-2", Text("逗引时不发音或不会微笑", "Makes no sound and does not smile when played with")),
        Option("3m-3", Text("不注视人脸，不追视移动人或物品", "Does not look at faces or follow a moving person or thing")),
        Option("3m-4", Text("俯卧时不会抬头", "Does not lift the head when lying on the belly")),
    ),
)  # fmt: skip
AGE_6M = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-6m",
    options=(
        Option("6m-1", Text("发音少，不会笑出声", "Makes few sounds and does not laugh aloud")),
        Option("6m-2", Text("不会伸手抓物", "Does not reach out for things")),
        Option("6m-3", Text("紧握拳松不开", "Keeps the fists closed")),
        Option("6m-4", Text("不能扶坐", "Does not sit with support")),
    ),
)  # fmt: skip
AGE_8M = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-8m",
    options=(
        Option("8m-1", Text("听到声音无应答", "Does not answer to sounds")),
        Option("8m-2", Text("不会区分生人和熟人", "Does not tell strangers from people it knows")),
        Option("8m-3", Text("双手间不会传递玩具", "Does not pass a toy from hand to hand")),
        Option("8m-4", Text("不会独坐", "Does not sit alone")),
    ),
)  # fmt: skip
AGE_12M = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-12m",
    options=(
        Option("12m-1", Text("呼唤名字无反应", "Does not react when called by name")),
        Option("12m-2", Text("不会模仿“再见”或“欢迎”动作", "Does not wave goodbye or clap a welcome after somebody else")),
        Option("12m-3", Text("不会用拇食指对捏小物品", "Does not pick up small things with thumb and forefinger")),
        Option("12m-4", Text("不会扶物站立", "Does not stand holding on to things")),
    ),
)  # fmt: skip
AGE_18M = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-18m",
    options=(
        Option("18m-1", Text("不会有意识叫“爸爸”或“妈妈”", "Does not say “papa” or “mama” and mean it")),
        Option("18m-2", Text("不会按要求指人或物", "Does not point at a person or thing when asked")),
        Option("18m-3", Text("与人无目光交流", "Does not meet people's eyes")),
        Option("18m-4", Text("不会独走", "Does not walk alone")),
    ),
)  # fmt: skip
AGE_24M = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-24m",
    options=(
        Option("24m-1", Text("不会说3个物品的名称", "Does not name three things")),
        Option("24m-2", Text("不会按吩咐做简单事情", "Does not do simple things when asked")),
        Option("24m-3", Text("不会用勺吃饭", "Does not eat with a spoon")),
        Option("24m-4", Text("不会扶栏上楼梯/台阶", "Does not climb stairs holding the rail")),
    ),
)  # fmt: skip
AGE_30M = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-30m",
    options=(
        Option("30m-1", Text("不会说2～3个字的短语", "Does not say phrases of two or three words")),
        Option("30m-2", Text("兴趣单一、刻板", "Has one fixed interest only")),
        Option("30m-3", Text("不会示意大小便", "Does not show the need for the toilet")),
        Option("30m-4", Text("不会跑", "Does not run")),
    ),
)  # fmt: skip
AGE_36M = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-36m",
    options=(
        Option("36m-1", Text("不会说自己的名字", "Does not say its own name")),
        Option("36m-2", Text("不会玩“拿棍当马骑”等假想游戏", "Does not play make-believe")),
        Option("36m-3", Text("不会模仿画圆", "Does not copy a circle")),
        Option("36m-4", Text("不会双脚跳", "Does not jump with both feet")),
    ),
)  # fmt: skip
AGE_4Y = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-4y",
    options=(
        Option("4y-1", Text("不会说带形容词的句子", "Does not say sentences with describing words")),
        Option("4y-2", Text("不能按要求等待或轮流", "Does not wait or take turns when asked")),
        Option("4y-3", Text("不会独立穿衣", "Does not dress alone")),
        Option("4y-4", Text("不会单脚站立", "Does not stand on one foot")),
    ),
)  # fmt: skip
AGE_5Y = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-5y",
    options=(
        Option("5y-1", Text("不能简单叙说事情经过", "Does not tell simply what happened")),
        Option("5y-2", Text("不知道自己的性别", "Does not know whether it is a boy or a girl")),
        Option("5y-3", Text("不会用筷子吃饭", "Does not eat with chopsticks")),
        Option("5y-4", Text("不会单脚跳", "Does not hop on one foot")),
    ),
)  # fmt: skip
AGE_6Y = Screen(
    "development-warning", TITLE, item="development-sign", box="development-warning-6y",
    options=(
        Option("6y-1", Text("不会表达自己的感受或想法", "Does not say what it feels or thinks")),
        Option("6y-2", Text("不会玩角色扮演的集体游戏", "Does not play roles in a group")),
        Option("6y-3", Text("不会画方形", "Does not draw a square")),
        Option("6y-4", Text("不会奔跑", "Does not run fast")),
    ),
)  # fmt: skip

# The age by which a child born early is looked at until its second birthday (the third when born before 28 weeks), and every other child always.
_corrected_until = choose((births.gestation_days < 196, people.born_on + months(36)), otherwise=people.born_on + months(24))
AGE = months_between(choose((today < _corrected_until, children.corrected_birth), otherwise=people.born_on), today)

# Nobody is more than six months younger by the corrected age: each check has its own signs and those of the ages before that this reaches.
AT_3M = (Only(AGE >= 3, AGE_3M),)
AT_6M = (Only((AGE >= 3) & (AGE < 6), AGE_3M), Only(AGE >= 6, AGE_6M))
AT_8M = (Only((AGE >= 3) & (AGE < 6), AGE_3M), Only((AGE >= 6) & (AGE < 8), AGE_6M), Only(AGE >= 8, AGE_8M))
AT_12M = (Only((AGE >= 6) & (AGE < 8), AGE_6M), Only((AGE >= 8) & (AGE < 12), AGE_8M), Only(AGE >= 12, AGE_12M))
AT_18M = (Only((AGE >= 12) & (AGE < 18), AGE_12M), Only(AGE >= 18, AGE_18M))
AT_24M = (Only((AGE >= 18) & (AGE < 24), AGE_18M), Only(AGE >= 24, AGE_24M))
AT_30M = (Only((AGE >= 24) & (AGE < 30), AGE_24M), Only(AGE >= 30, AGE_30M))
