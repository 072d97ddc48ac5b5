"""Every address of the service: who walks there and how, or why nobody does. A test holds it against the URLconf."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.service.journeys.world import World

Args = Callable[[World], list[Any]]
NOTHING: Args = lambda w: []  # noqa: E731  (one of many such)
AREA: Args = lambda w: [w.place.area.code]  # noqa: E731
THREAD: Args = lambda w: [w.thread.pk]  # noqa: E731
STEP: Args = lambda w: [w.step.thread_id, w.step.pk]  # noqa: E731
PLAN: Args = lambda w: [w.planned["plan"].pk]  # noqa: E731
ACTION: Args = lambda w: [w.planned["action"].pk]  # noqa: E731
GROUP: Args = lambda w: [w.met["group"].pk]  # noqa: E731
MEETING: Args = lambda w: [w.met["meeting"].pk]  # noqa: E731
SLUG: Args = lambda w: [w.published.slug]  # noqa: E731
LOAD: Args = lambda w: [w.load.pk]  # noqa: E731
DRAFT: Args = lambda w: [w.draft.pk]  # noqa: E731
PERSON: Args = lambda w: [w.people["analyst"].pk]  # noqa: E731
PROVIDER: Args = lambda w: [w.place.provider.pk]  # noqa: E731
AGREEMENT: Args = lambda w: [w.agreement.pk]  # noqa: E731
PURPOSE: Args = lambda w: [w.purpose.pk]  # noqa: E731
SERVICE: Args = lambda w: [w.service.pk]  # noqa: E731

# Name of the address: who goes (None is anybody), and what stands in it.
WALKED: dict[str, tuple[str | None, Args]] = {
    "common:accessibility": (None, NOTHING),
    "common:privacy": (None, NOTHING),
    "common:cookies": (None, NOTHING),
    "common:open-kept": ("lead", lambda w: [w.load.pk]),
    "account_login": (None, NOTHING),
    "account_logout": ("lead", NOTHING),
    "account_change_password": ("lead", NOTHING),
    "account_reset_password": (None, NOTHING),
    "account_reset_password_done": (None, NOTHING),
    "account_reset_password_from_key_done": (None, NOTHING),
    "mfa_index": ("lead", NOTHING),
    "mfa_reauthenticate": ("lead", NOTHING),
    "mfa_view_recovery_codes": ("lead", NOTHING),
    "mfa_list_webauthn": ("lead", NOTHING),
    "usersessions_list": ("lead", NOTHING),
    "accounts:show-profile": ("lead", NOTHING),
    "accounts:list-tokens": ("lead", NOTHING),
    "accounts:make-token": ("lead", NOTHING),
    "accounts:show-roles": ("lead", NOTHING),
    "accounts:list-people": ("lead", NOTHING),
    "accounts:invite-person": ("lead", NOTHING),
    "accounts:show-person": ("lead", PERSON),
    "accounts:give-role": ("lead", PERSON),
    "accounts:close-access": ("lead", PERSON),
    "auditing:log": ("lead", NOTHING),
    "monitoring:home": ("lead", NOTHING),
    "monitoring:list-areas": ("lead", NOTHING),
    "monitoring:show-area": ("lead", AREA),
    "monitoring:explore-area": ("lead", AREA),
    "monitoring:ask-exact": ("lead", AREA),
    "monitoring:list-area-releases": ("lead", AREA),
    "monitoring:list-findings": ("lead", NOTHING),
    "monitoring:list-area-findings": ("lead", AREA),
    "monitoring:show-finding": ("lead", THREAD),
    "monitoring:add-explanation": ("lead", THREAD),
    "monitoring:make-action": ("lead", THREAD),
    "monitoring:change-action": ("lead", STEP),
    "monitoring:withdraw-action": ("lead", STEP),
    "monitoring:list-loads": ("lead", NOTHING),
    "monitoring:upload-loads": ("lead", NOTHING),
    "monitoring:show-load": ("lead", LOAD),
    "monitoring:withdraw-load": ("lead", LOAD),
    "monitoring:list-problems": ("lead", lambda w: [w.refused.pk]),
    "monitoring:list-runs": ("lead", NOTHING),
    "monitoring:ask-for-run": ("lead", NOTHING),
    "monitoring:show-run": ("lead", lambda w: [w.draft.run_id]),
    "monitoring:approve-release": ("lead", DRAFT),
    "monitoring:withdraw-release": ("lead", lambda w: [w.published.pk]),
    "monitoring:show-needs": ("lead", AREA),
    "monitoring:agree-needs": ("lead", AREA),
    "monitoring:edit-needs-section": ("lead", lambda w: [w.place.area.code, "population"]),
    "monitoring:list-section-versions": ("lead", lambda w: [w.place.area.code, "population"]),
    "monitoring:review-region": ("lead", NOTHING),
    "monitoring:show-review": ("lead", AREA),
    "plan:list-plans": ("lead", NOTHING),
    "plan:list-actions": ("lead", NOTHING),
    "plan:make-plan": ("lead", AREA),
    "plan:show-plan": ("lead", PLAN),
    "plan:change-plan": ("lead", PLAN),
    "plan:review-scope": ("lead", PLAN),
    "plan:add-theme": ("lead", PLAN),
    "plan:add-action": ("lead", PLAN),
    "plan:show-timeline": ("lead", PLAN),
    "plan:list-next-steps": ("lead", PLAN),
    "plan:list-editions": ("lead", PLAN),
    "plan:compare-editions": ("lead", PLAN),
    "plan:show-edition": ("lead", lambda w: [w.planned["plan"].pk, 1]),
    "plan:publish-edition": ("lead", lambda w: [w.planned["plan"].pk, 1]),
    "plan:list-documents": ("lead", PLAN),
    "plan:show-document": ("lead", lambda w: [w.planned["document"].pk]),
    "plan:decide-row": ("lead", lambda w: [w.planned["document"].pk, w.planned["row"].pk]),
    "plan:show-action": ("lead", ACTION),
    "plan:change-action": ("lead", ACTION),
    "plan:take-step": ("lead", lambda w: [w.planned["action"].pk, "complete"]),
    "plan:review-action": ("lead", ACTION),
    "plan:give-evidence": ("lead", ACTION),
    "plan:settle-dependency": ("lead", lambda w: [w.planned["action"].pk, w.planned["dependency"].pk]),
    "governance:list-groups": ("lead", NOTHING),
    "governance:add-group": ("lead", NOTHING),
    "governance:show-group": ("lead", GROUP),
    "governance:change-group": ("lead", GROUP),
    "governance:give-seat": ("lead", GROUP),
    "governance:change-seat": ("lead", lambda w: [w.met["group"].pk, w.met["seat"].pk]),
    "governance:plan-meeting": ("lead", GROUP),
    "governance:show-meeting": ("lead", MEETING),
    "governance:change-meeting": ("lead", MEETING),
    "governance:call-off": ("lead", MEETING),
    "governance:reword-item": ("lead", lambda w: [w.met["meeting"].pk, w.met["item"].pk]),
    "governance:write-item": ("lead", lambda w: [w.met["meeting"].pk, w.met["item"].pk]),
    "governance:add-paper": ("lead", MEETING),
    "governance:say-who-was-there": ("lead", MEETING),
    "governance:review-actions": ("lead", MEETING),
    "governance:decide": ("lead", MEETING),
    "governance:raise-point": ("lead", MEETING),
    "governance:say-what-came": ("lead", lambda w: [w.met["meeting"].pk, w.met["raised"].pk]),
    "governance:report-upward": ("lead", MEETING),
    "governance:show-report": ("lead", lambda w: [w.met["report"].pk]),
    "governance:show-diary": ("lead", NOTHING),
    "organisations:home": ("lead", NOTHING),
    "organisations:list-areas": ("lead", NOTHING),
    "organisations:show-area": ("lead", AREA),
    "organisations:change-area": ("lead", AREA),
    "organisations:list-organisations": ("lead", NOTHING),
    "organisations:add-organisation": ("lead", NOTHING),
    "organisations:show-organisation": ("lead", PROVIDER),
    "organisations:change-organisation": ("lead", PROVIDER),
    "organisations:end-organisation": ("lead", PROVIDER),
    "organisations:add-team": ("lead", PROVIDER),
    "organisations:list-agreements": ("lead", NOTHING),
    "organisations:add-agreement": ("lead", NOTHING),
    "organisations:show-agreement": ("lead", AGREEMENT),
    "organisations:change-agreement": ("lead", AGREEMENT),
    "organisations:review-agreement": ("lead", AGREEMENT),
    "organisations:list-purposes": ("lead", NOTHING),
    "organisations:add-purpose": ("lead", NOTHING),
    "organisations:list-templates": ("lead", NOTHING),
    "organisations:show-purpose": ("lead", PURPOSE),
    "organisations:change-purpose": ("lead", PURPOSE),
    "organisations:record-objection": ("lead", PURPOSE),
    "organisations:withdraw-objection": ("lead", PURPOSE),
    "organisations:list-services": ("lead", NOTHING),
    "organisations:add-service": ("lead", NOTHING),
    "organisations:show-service": ("lead", SERVICE),
    "organisations:change-service": ("lead", SERVICE),
    "organisations:write-words": ("lead", SERVICE),
    "organisations:end-service": ("lead", SERVICE),
    "organisations:list-retention": ("lead", NOTHING),
    "organisations:show-retention": ("lead", AREA),
    "organisations:change-period": ("lead", lambda w: [w.place.area.code, "negative-test-identifiers"]),
    "organisations:ask-for-erasure": ("lead", AREA),
    "publication:list-releases": (None, NOTHING),
    "publication:show-release": (None, SLUG),
    "publication:list-services": (None, NOTHING),
    "publication:show-service": (None, SERVICE),
    "publication:about-open-data": (None, NOTHING),
    "publication:api-docs": (None, NOTHING),
}

_FILE = "a file or a document for machines, tested where it is made"
_SENT = "takes what a form sends; the form stands on a page that is walked"
_STATE = "needs a state of logging in that the tests of accounts bring about"
LEFT_OUT: dict[str, str] = {
    "common:language": _SENT,
    "common:stay": _SENT,
    "common:throw-away-kept": _SENT,
    "account_reauthenticate": _STATE,
    "account_reset_password_from_key": _STATE,
    "mfa_authenticate": _STATE,
    "mfa_activate_totp": _STATE,
    "mfa_deactivate_totp": _STATE,
    "mfa_generate_recovery_codes": _STATE,
    "mfa_download_recovery_codes": _FILE,
    "mfa_add_webauthn": _STATE,
    "mfa_login_webauthn": "answers a script with what a passkey signs",
    "mfa_reauthenticate_webauthn": _STATE,
    "mfa_edit_webauthn": _STATE,
    "mfa_remove_webauthn": _STATE,
    "accounts:revoke-token": _SENT,
    "accounts:find-people": _SENT,
    "accounts:end-role": _SENT,
    "organisations:end-team": _SENT,
    "organisations:move-agreement": _SENT,
    "organisations:move-purpose": _SENT,
    "organisations:download-template": _FILE,
    "organisations:show-certificate": "the page that ask-for-erasure leads to, tested where it is made",
    "accounts:reopen-access": _SENT,
    "accounts:remove-second-factors": _SENT,
    "accounts:withdraw-invitation": _SENT,
    "accounts:accept-invitation": _STATE,
    "accounts:open-invitation": "leads on to the page of the invitation",
    "monitoring:download-figure": _FILE,
    "monitoring:download-file": _FILE,
    "monitoring:approve-load": _SENT,
    "monitoring:add-comment": _SENT,
    "monitoring:edit-comment": _SENT,
    "monitoring:hide-comment": _SENT,
    "monitoring:record-test": _SENT,
    "monitoring:download-problems": _FILE,
    "monitoring:redo-run": _SENT,
    "monitoring:publish-release": _SENT,
    "monitoring:show-agreed-needs": "the page of needs as it was agreed: the same template as show-needs",
    "plan:export-plan": _FILE,
    "plan:take-evidence": _FILE,
    "plan:log-progress": _SENT,
    "plan:add-comment": _SENT,
    "plan:hide-comment": _SENT,
    "plan:reach-milestone": _SENT,
    "plan:decide-evidence": _SENT,
    "plan:put-back-row": _SENT,
    "plan:take-up": "the page that list-next-steps leads to, tested where it is made",
    "plan:show-published": "what anybody reads of an edition, tested where it is made",
    "governance:take-step": _SENT,
    "governance:find-items": _SENT,
    "governance:add-item": _SENT,
    "governance:order-item": _SENT,
    "governance:take-paper": _FILE,
    "governance:remove-paper": _SENT,
    "governance:take-back-decision": _SENT,
    "governance:agenda-docx": _FILE,
    "governance:agenda-pdf": _FILE,
    "governance:minutes-docx": _FILE,
    "governance:minutes-pdf": _FILE,
    "governance:make-feed": _SENT,
    "governance:choose-frequency": _SENT,
    "governance:take-calendar": _FILE,
    "publication:show-chart": "walked from the page of its release, whose charts have names of their own",
    "publication:open": "leads on to about-open-data",
    "publication:api/v1/": "leads on to api-docs",
    "publication:catalogue": _FILE,
    "publication:take-latest": _FILE,
    "publication:take-chart": _FILE,
    "publication:show-dataset": _FILE,
    "publication:take-file-in": _FILE,
    "publication:take-file": _FILE,
    "publication:feed": _FILE,
    "publication:sitemap": _FILE,
    "publication:robots": _FILE,
    "publication:openapi": _FILE,
    "publication:nothing-here": _FILE,
}
# The HTTP interface gives JSON, and is walked by its own tests.
LEFT_OUT_SPACES = ("publication:api:",)


def names() -> Iterator[str]:
    """Yield the name of every address of the service, with its space."""
    yield from _names(get_resolver(), "")


def _names(resolver: URLResolver, space: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name or one.pattern}"
        else:
            yield from _names(one, f"{space}{one.namespace}:" if one.namespace else space)


def address(name: str, world: World) -> str:
    """Return where the walk goes for a name."""
    return reverse(name, args=WALKED[name][1](world))
