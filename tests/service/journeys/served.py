"""What the service of the journeys serves besides its pages: files that browsers keep, axe, and a page that came back."""

from collections.abc import Callable
from typing import Any, ClassVar

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

AXE = "/static/of-the-tests/axe.js"
BACK = "/static/of-the-tests/came-back"
Serve = Callable[[StaticFilesHandler, HttpRequest], HttpResponseBase]


class Kept:
    """The answer to a form that was sent without a browser, for one to look at."""

    answer: ClassVar[Any] = None

    @classmethod
    def again(cls) -> HttpResponse:
        """Return it once more, with its headers."""
        return HttpResponse(cls.answer.content, status=cls.answer.status_code, headers=cls.answer.headers)


def kept(serve: Serve) -> Serve:
    """Serve style sheets, scripts and fonts as in life: a browser asks once for each."""
    axe = Axe().axe_script.encode()

    def served(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        if request.path == BACK:
            return Kept.again()
        if request.path == AXE:
            answer: HttpResponseBase = HttpResponse(axe, content_type="text/javascript; charset=utf-8")
        else:
            answer = serve(handler, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    return served
