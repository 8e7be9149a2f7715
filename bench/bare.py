"""The yardstick of bench/load.py: Django with nothing around it, one view that reads one row."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wanhu.web.settings")

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

django.setup()
settings.MIDDLEWARE, settings.ROOT_URLCONF = [], __name__


def one_row(request: HttpRequest, number: int) -> HttpResponse:
    """One person's birth date."""
    from wanhu.web.registry.models import Person

    return HttpResponse(str(Person.objects.values_list("born_on", flat=True).get(pk=number)))


urlpatterns = [path("row/<int:number>/", one_row)]
application = get_wsgi_application()
