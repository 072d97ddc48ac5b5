"""What the service of the journeys serves besides its pages: files that browsers keep, and axe among them."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

AXE = "/static/of-the-tests/axe.js"
Serve = Callable[[StaticFilesHandler, HttpRequest], HttpResponseBase]


def kept(serve: Serve) -> Serve:
    """Serve style sheets, scripts and fonts as in life: a browser asks once for each."""
    axe = Axe().axe_script.encode()

    def served(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        if request.path == AXE:
            answer: HttpResponseBase = HttpResponse(axe, content_type="text/javascript; charset=utf-8")
        else:
            answer = serve(handler, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    return served
