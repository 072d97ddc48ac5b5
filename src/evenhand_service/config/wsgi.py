"""Where a server such as gunicorn enters."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand_service.config.settings.production")
application = get_wsgi_application()
