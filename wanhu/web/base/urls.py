"""Pages that belong to no room in particular."""

from django.urls import path
from django.views.i18n import set_language

from wanhu.web.base import views

app_name = "base"
urlpatterns = [
    path("", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("large-text/", views.large, name="large"),
    path("language/", set_language, name="language"),
    path("gallery/", views.gallery, name="gallery"),
]
