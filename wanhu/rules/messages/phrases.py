"""The words of every message. They are the same whatever the service is: phones are shared, and a message must tell nobody why.

A test holds them to a list of words that may not occur. Whoever reads one learns that a service is arranged, by when, and whom to ring.
"""

from wanhu.engine.messages import Phrases
from wanhu.engine.text import Text

_STOP = Text("不想再收到提醒，请告诉村医。", "To get no more messages, tell the village doctor.")

HERSELF = Text(
    "【万户】{greeting}：有一项约好的健康服务，请{when}与{contact}联系。" + _STOP.zh,
    "[Wanhu] {greeting}: a health service is arranged. Please contact {contact} {when}. " + _STOP.en,
)
CHILD = Text(
    "【万户】{greeting}：您家孩子有一项约好的健康服务，请{when}与{contact}联系。" + _STOP.zh,
    "[Wanhu] {greeting}: a health service is arranged for a child of your family. Please contact {contact} {when}. " + _STOP.en,
)
PHRASES = Phrases(
    several=Text(
        "【万户】{greeting}：您家有几项约好的健康服务，请{when}与{contact}联系。" + _STOP.zh,
        "[Wanhu] {greeting}: health services are arranged for your family. Please contact {contact} {when}. " + _STOP.en,
    ),
    greetings=(
        (1, Text("{surname}先生您好", "Hello Mr {surname}")),
        (2, Text("{surname}女士您好", "Hello Ms {surname}")),
    ),
    stranger=Text("您好", "Hello"),
    before=Text("在{month}月{day}日前", "by {month}/{day}"),
    soon=Text("这几天", "in the next few days"),
    worker=Text("{place}的村医{worker}（电话{phone}）", "{worker}, village doctor of {place} (phone {phone})"),
    clinic=Text("{place}的卫生室", "the village clinic of {place}"),
    nobody=Text("当地卫生院", "the health centre of the township"),
)
