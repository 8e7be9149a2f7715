"""Every address of the site. Sign-in pages come from allauth, only those that a closed staff system needs."""

from allauth.account import views as account
from django.urls import include, path

handler403 = "wanhu.web.base.views.not_allowed"
handler404 = "wanhu.web.base.views.not_found"

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/closed/", account.signup, name="account_signup"),
    path("me/password/", account.password_change, name="account_change_password"),
    path("me/password/first/", account.password_set, name="account_set_password"),
    path("me/second-factor/", include("allauth.mfa.urls")),
    path("", include("wanhu.web.base.urls")),
    path("", include("wanhu.web.worklist.urls")),
    path("", include("wanhu.web.exchange.urls")),
]
