"""HTTP of practice and of the guidance cards. A round stands in the reader's own session: five questions, and what was wrong comes back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanhu.rules import RULEBOOK
from wanhu.rules.guidance import GUIDANCE
from wanhu.web.base.permissions import Permission, actor, needs
from wanhu.web.worklist.practice import actions, queries, words

KEPT = "practice"  # in the session: the round that was begun
INVALID = 422
OPEN = RULEBOOK.shown(restricted=False)  # cards of the restricted class stand only beside steps of that class


@needs(Permission.SEE_TASKS)
@require_GET
def topics(request: HttpRequest) -> HttpResponse:
    """What can be practised, the weakest first."""
    return render(request, "worklist/practice.html", {"topics": queries.topics(actor(request))})


@needs(Permission.SEE_TASKS)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new round of a topic."""
    topic = request.POST.get("topic", "")
    codes = queries.round_of(actor(request), topic)
    if not codes:
        raise Http404
    request.session[KEPT] = {"topic": topic, "left": codes, "of": len(codes), "first": {}, "choice": None}
    return redirect("worklist:practice_round")


@needs(Permission.SEE_TASKS)
@require_http_methods(["GET", "POST"])
def turn(request: HttpRequest) -> HttpResponseBase:
    """One question of the round, the answer to it with its reason, or how the round went."""
    held = request.session.get(KEPT)
    if not held or any(code not in queries.BY_CODE for code in held["left"]):  # the rules were changed since
        return redirect("worklist:practice")
    wrong = False
    if request.method == "POST":
        wrong = not _take(request, held)
        if not wrong:
            return redirect("worklist:practice_round")
    shown: dict[str, Any] = {"topic": held["topic"], "title": queries.title_of(held["topic"]), "of": held["of"], "wrong": wrong}
    if not held["left"]:
        return render(request, "worklist/practice_end.html", {**shown, "right": sum(held["first"].values())})
    question = queries.BY_CODE[held["left"][0]]
    choice = held["choice"]
    again = (question.code in held["first"] and choice is None) or bool(held.get("again"))
    shown |= {
        "question": question, "asked": words.asked(question), "choices": list(enumerate(words.choices(question))), "rule": words.rule(question),
        "number": len(held["first"]) + (question.code not in held["first"]), "again": again, "choice": choice,
        "reason": words.reason(question) if choice is not None else None,
    }  # fmt: skip
    return render(request, "worklist/practice_question.html", shown, status=INVALID if wrong else 200)


def _take(request: HttpRequest, held: dict[str, Any]) -> bool:
    """An answer, or "next". What comes twice or late changes nothing; False only when nothing was chosen."""
    said = request.POST
    current = held["left"][0] if held["left"] else ""
    if not current or said.get("question") != current:
        return True
    question = queries.BY_CODE[current]
    if held["choice"] is not None:
        if "next" in said:
            held["left"] = held["left"][1:] + ([current] if held["choice"] != question.right else [])
            held["choice"], held["again"] = None, False
    elif "next" not in said:
        choice = said.get("choice", "")
        if choice not in {str(number) for number in range(len(question.choices))}:
            return False
        right = actions.answer(by=actor(request), question=current, choice=int(choice))
        held["again"] = current in held["first"]
        held["first"].setdefault(current, right)
        held["choice"] = int(choice)
    request.session[KEPT] = held
    return True


@needs(Permission.SEE_TASKS)
@require_GET
def guidance(request: HttpRequest) -> HttpResponse:
    """All cards, each under the first protocol that needs it."""
    seen: set[str] = set()
    groups = []
    for protocol in OPEN.protocols:
        cards = [card for card in dict.fromkeys(map(GUIDANCE.card_for, protocol.steps)) if card.code not in seen]
        seen |= {card.code for card in cards}
        if cards:
            groups.append((protocol, cards))
    return render(request, "worklist/guidance.html", {"groups": groups})


@needs(Permission.SEE_TASKS)
@require_GET
def card(request: HttpRequest, code: str) -> HttpResponse:
    """One card."""
    found = next((one for one in GUIDANCE.cards if one.code == code and not one.restricted), None)
    if found is None:
        raise Http404
    served = [protocol.title for protocol in OPEN.protocols if found in map(GUIDANCE.card_for, protocol.steps)]
    return render(request, "worklist/guidance_card.html", {"card": found, "served": served})
