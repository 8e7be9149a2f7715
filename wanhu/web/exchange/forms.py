"""The form by which a steward uploads a department's file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from wanhu.rules.feeds import FEEDS
from wanhu.web.base.models import User
from wanhu.web.exchange import queries
from wanhu.web.exchange.templatetags.exchange import spoken

LARGEST = 200 * 1024 * 1024  # bytes; a larger file comes by the command line


class UploadForm(forms.Form):
    """Which kind of file, from whom, and whether it corrects an earlier one as a whole."""

    feed = forms.ChoiceField(label=gettext_lazy("文件种类"))
    sender = forms.CharField(label=gettext_lazy("来自哪个单位"), max_length=80)
    file = forms.FileField(label=gettext_lazy("文件"), help_text=gettext_lazy(".xlsx、.xls 或 .csv，原样上传，不用改表头"))
    replaces = forms.ModelChoiceField(
        None,
        required=False,
        label=gettext_lazy("更正哪一份来件"),
        help_text=gettext_lazy("整份重报时选择；旧来件有、新文件没有的行会撤回"),
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["feed"].choices = [(code, spoken(feed.title)) for code, feed in FEEDS.items()]  # type: ignore[attr-defined]
        replaces: Any = self.fields["replaces"]
        replaces.queryset = queries.correctable(actor)
        replaces.label_from_instance = lambda delivery: f"{delivery.received_at:%Y-%m-%d} {delivery.sender} {delivery.filename}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, replaces = cleaned.get("file"), cleaned.get("replaces")
        if file is not None and file.size > LARGEST:
            self.add_error("file", gettext_lazy("文件太大。请系统管理员用命令行接收。"))
        if replaces is not None and replaces.feed != cleaned.get("feed"):
            self.add_error("replaces", gettext_lazy("要更正的来件是另一种文件，请重新选择。"))
        return cleaned
