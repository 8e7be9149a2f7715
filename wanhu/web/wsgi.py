"""The door for an HTTP server: ``granian --interface wsgi wanhu.web.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wanhu.web.settings")
application = get_wsgi_application()
