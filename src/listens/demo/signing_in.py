"""Signing in to the demonstration with a code from the console. Refused anywhere else."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from listens.core.models import Account, Grant

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6
FILE = "demo-codes.json"


def new_codes(emails: Iterable[str]) -> dict[str, str]:
    """A new code for each; only digests are kept, in the demonstration's own folder."""
    codes = {email: "".join(secrets.choice(ALPHABET) for _i in range(LENGTH)) for email in emails}
    path = settings.HOME / FILE
    path.write_text(json.dumps({_digest(code): email for email, code in codes.items()}))
    path.chmod(0o600)
    return codes


def account_of(code: str) -> Account | None:
    """Whose code it is; nobody's outside a demonstration, or when the account acts in any real area."""
    path = settings.HOME / FILE
    if not settings.DEMO or not path.exists():
        return None
    email = json.loads(path.read_text()).get(_digest(code.strip().upper()))
    account = Account.objects.filter(email=email).first() if email else None
    acts_for_real = Grant.objects.filter(actor__account=account, area__is_synthetic=False).exists()
    return None if account is None or acts_for_real else account


def _digest(code: str) -> str:
    return hashlib.sha256(f"{settings.SECRET_KEY}:{code}".encode()).hexdigest()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code from the console"),
        help_text=gettext_lazy("Six letters and numbers, printed where the demonstration was started."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    account: Account

    def clean_code(self) -> str:
        found = account_of(self.cleaned_data["code"])
        if found is None:
            raise forms.ValidationError(
                _("There is no such code. Look at the console: each start has new ones.")
            )
        self.account = found
        return str(self.cleaned_data["code"])


@method_decorator(login_not_required, name="dispatch")
class SignInView(View):
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.page(request, form)
        login(request, form.account, backend=settings.AUTHENTICATION_BACKENDS[0])
        grant = Grant.objects.filter(actor__account=form.account).select_related("area").first()
        return redirect("desk", area=grant.area.slug) if grant else redirect("installation")

    def page(self, request: HttpRequest, form: CodeForm) -> HttpResponse:
        return TemplateResponse(request, "demo/sign_in.html", {"form": form})
