"""The steward's pages over HTTP. A file too large to wait for is handed to the worker process and its page reloads itself meanwhile."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanhu.web.base.models import User
from wanhu.web.base.permissions import Permission, needs
from wanhu.web.exchange import queries, tasks
from wanhu.web.exchange.actions import reviewing, uploading
from wanhu.web.exchange.forms import UploadForm
from wanhu.web.exchange.models import Upload
from wanhu.web.exchange.sheet import correction_sheet as written_sheet


class Signed(HttpRequest):
    """A request of a signed-in member of staff, as ``needs`` lets it through."""

    user: User  # type: ignore[assignment]


PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANSWERS: dict[str, bool | None] = {"yes": True, "no": False, "ask": None}


def _or_404(query: Callable[[User, int], Any], actor: User, number: int) -> Any:
    try:
        return query(actor, number)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


@needs(Permission.RECEIVE_FILES)
@require_GET
def deliveries(request: Signed) -> HttpResponse:
    page = Paginator(queries.deliveries(request.user), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "exchange/deliveries.html",
        {"page": page, "uploads": queries.uploads(request.user), "waiting": queries.waiting()},
    )


@needs(Permission.RECEIVE_FILES)
@require_http_methods(["GET", "POST"])
def upload(request: Signed) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        made = uploading.start(
            by=request.user, feed=form.cleaned_data["feed"], sender=form.cleaned_data["sender"], filename=file.name, data=file.read(),
            replaces=form.cleaned_data["replaces"],
        )  # fmt: skip
        if made.size > uploading.SMALL:
            tasks.look_at.enqueue(made.pk)
        else:
            uploading.look(made)
        return redirect("exchange:upload-page", made.pk)
    return render(request, "exchange/upload.html", {"form": form}, status=422 if form.errors else 200)


@needs(Permission.RECEIVE_FILES)
@require_http_methods(["GET", "POST"])
@never_cache
def upload_page(request: Signed, number: int) -> HttpResponse:
    found = _or_404(queries.upload, request.user, number)
    if request.method == "POST" and found.state == Upload.State.CHECKED:
        if request.POST.get("then") == "give-up":
            uploading.give_up(by=request.user, upload=found)
            return redirect("exchange:deliveries")
        found = uploading.confirm(by=request.user, upload=found)
        if found.size > uploading.SMALL:
            tasks.take_in.enqueue(found.pk)
        else:
            tasks.take_in.call(found.pk)
            found.refresh_from_db()
    if found.delivery is not None:
        return redirect("exchange:delivery", found.delivery.pk)
    working = found.state in (Upload.State.CHECKING, Upload.State.RECEIVING)
    return render(request, "exchange/upload_page.html", {"upload": found, "working": working})


@needs(Permission.RECEIVE_FILES)
@require_GET
def delivery(request: Signed, number: int) -> HttpResponse:
    found = _or_404(queries.delivery, request.user, number)
    context = {
        "delivery": found,
        "reasons": queries.reasons(request.user, found),
        "dropped": found.dropped.order_by("reason", "header"),  # type: ignore[attr-defined]
        "counted": queries.counted(request.user, found),
    }
    return render(request, "exchange/delivery.html", context)


@needs(Permission.RECEIVE_FILES)
@require_GET
@never_cache
def correction_sheet(request: Signed, number: int) -> HttpResponse:
    found = _or_404(queries.delivery, request.user, number)
    content = written_sheet(f"{found.sender} {found.filename}".strip(), queries.correction_lines(request.user, found))
    name = f"corrections-{found.pk}.xlsx"  # no person, place or illness in a file name
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@needs(Permission.DECIDE_LINKS)
@require_http_methods(["GET", "POST"])
@never_cache
def review(request: Signed) -> HttpResponse:
    skipped = [int(number) for number in request.GET.get("skipped", "").split(",") if number.isdecimal()]
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        if answer == "undo":
            reviewing.undo(by=request.user, at=timezone.now())
            return redirect("exchange:review")
        a, b = int(request.POST["a"]), int(request.POST["b"])
        skipped = [int(number) for number in request.POST.get("skipped", "").split(",") if number.isdecimal()]
        if answer in ANSWERS:
            reviewing.decide(by=request.user, a=a, b=b, same=ANSWERS[answer], at=timezone.now())
        elif (passed := queries.review_of(request.user, a, b)) is not None:
            skipped.append(passed.pk)
        query = f"?skipped={','.join(map(str, skipped))}" if skipped else ""
        return redirect(f"{request.path}{query}")
    context = {
        "pair": queries.question(request.user, skipped),
        "skipped": ",".join(map(str, skipped)),
        "waiting": queries.waiting(),
        "answered": queries.answers_since_linkage(request.user),
    }
    return render(request, "exchange/review.html", context)


@needs(Permission.DECIDE_LINKS)
@require_POST
def settle(request: Signed) -> HttpResponse:
    tasks.settle_later.enqueue(request.user.pk)
    return render(request, "exchange/settling.html")


@needs(Permission.DECIDE_LINKS)
@require_http_methods(["GET", "POST"])
@never_cache
def person(request: Signed, number: int) -> HttpResponse:
    error = ""
    if request.method == "POST":
        chosen = [int(mention) for mention in request.POST.getlist("out") if mention.isdecimal()]
        try:
            reviewing.part(by=request.user, person=number, out=chosen, at=timezone.now())
        except reviewing.NothingToPart:
            error = gettext("请选出一部分行：至少选一行，至少留一行。")
        else:
            tasks.settle_later.enqueue(request.user.pk)
            return render(request, "exchange/settling.html")
    found = queries.person(request.user, number)
    if found is None:
        raise Http404
    one, sides, history = found
    context = {"person": one, "sides": sides, "history": history, "error": error}
    return render(request, "exchange/person.html", context, status=422 if error else 200)
