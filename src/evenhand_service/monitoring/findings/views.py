"""The list of findings and the page of one."""

from functools import cache
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import permissions_in
from evenhand_service.common.composed import Asking, Composed
from evenhand_service.monitoring.dashboard.figures import kept_figure
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.findings import areas, detail, listing, newest
from evenhand_service.monitoring.findings.baseline import Baseline, baseline_of
from evenhand_service.monitoring.findings.followed import followed_up
from evenhand_service.monitoring.findings.forms import CommentForm, FindingFilters, asked_of
from evenhand_service.monitoring.findings.history import history_of, releases_for
from evenhand_service.monitoring.findings.limits import limits
from evenhand_service.monitoring.findings.presenters import charts, page
from evenhand_service.monitoring.findings.presenters import listing as shown_list
from evenhand_service.monitoring.findings.presenters.words import language, period, release_words, words_of
from evenhand_service.monitoring.findings.rules import Since, may_edit
from evenhand_service.monitoring.models import ActionSeed, FindingThread, KeptFinding, Release
from evenhand_service.monitoring.releases.settled import is_settled
from evenhand_service.organisations.models import Area


@needs("see-releases")
@require_safe
def list_findings(request: HttpRequest, code: str = "") -> HttpResponse:
    """Findings of an area and those within it, or of all areas that the person may see; the worst first. Source: C8."""
    area = areas.area_for(request.user, code) if code else None
    asked = asked_of(request.GET)
    within = areas.areas_within(area) if area else None
    picked, offered = _releases(request, area, within, asked["release"])
    every = listing.list_findings(request.user, picked)
    rows = listing.search(request.user, picked, asked["q"], language=language()) if asked["q"] else every
    kept = listing.filtered(rows, {**asked, "area_code": asked["area"]})
    pages = Paginator(kept, limits()["page_size"]).get_page(request.GET.get("page"))
    known = listing.set_of(picked)
    words = listing.words_of(request.user, [one.id for one in pages], of_settled=known is not None)
    steps = _steps(request.user, [one.thread for one in pages])
    choices, with_area = choices_of(request.user, picked, every)
    if offered:
        choices = {**choices, "release": offered}
    first = not any(asked.values()) and pages.number == 1 and len(pages) > 0
    context = {
        "area": area,
        "area_name": areas.area_name(area) if area else "",
        "form": FindingFilters(asked, choices=choices),
        # What the filters beside the words that somebody typed, and the rows of the page, are drawn from.
        "filters_key": known and (known, tuple(offered), tuple(asked[one] for one in asked if one != "q")),
        "rows_key": known and tuple((one.id, one.since, steps.get(one.thread, 0)) for one in pages),
        "is_filtered": any(asked.values()),
        "pages": pages,
        "table": lambda: shown_list.table(list(pages), words, steps, with_area=with_area),
        "with_area": with_area,
        "most": shown_list.most(pages[0], words[pages[0].id]) if first else None,
        "gone": len([one for one in rows if one.since is Since.GONE]),
        "newest": picked,
        "breadcrumbs": _crumbs(area),
    }
    return render(request, "monitoring/findings/list.jinja", context)


def choices_of(
    user: Any, picked: list[newest.Newest], every: list[listing.Listed]
) -> tuple[dict[str, list[tuple[str, str]]], bool]:
    """Return what the filters offer, by the names that the releases give, and whether findings are of several areas."""

    def make() -> dict[str, list[tuple[str, str]]]:
        sampled = shown_list.samples(every)
        of_settled = listing.set_of(picked) is not None
        words = listing.words_of(user, set(sampled.values()), of_settled=of_settled)
        return shown_list.choices(sampled, words) | {"area": areas.names_by_code(codes)}

    codes = {one.area_code for one in every}
    made = listing.remembered(
        f"choices in {get_language()}", picked, make, size=lambda one: 200 * sum(map(len, one.values()))
    )
    with_area = len(codes) > 1
    return {name: listed for name, listed in made.items() if with_area or name != "area"}, with_area


def _releases(
    request: HttpRequest, area: Area | None, within: list[UUID] | None, wanted: str
) -> tuple[list[newest.Newest], list[tuple[str, str]]]:
    """The releases to list, and those to pick from where the page is of one area."""
    offered: list[Release] = []
    if area is not None:
        rows = Release.objects.visible_to(request.user).filter(area_id=area.pk, kind="protected")
        rows = rows.exclude(state="withdrawn").only(
            "id", "area_id", "programme", "period", "period_ends", "state"
        )
        offered = list(rows.order_by("-period_ends", "-made_at"))
    picked = next((one for one in offered if str(one.pk) == wanted), None)
    if wanted and picked is None:
        raise Http404
    listed = [(str(one.pk), release_words(one)) for one in offered]
    if picked is not None:
        return [newest.beside(request.user, picked)], listed
    return newest.newest_releases(request.user, areas=within), listed


def _steps(user: Any, threads: list[UUID]) -> dict[UUID, int]:
    """How many next steps were made of each finding of a page."""
    return dict(_made_of().rows(user=user.pk, threads=threads)) if threads else {}


@cache
def _made_of() -> Composed:
    return Composed(
        lambda user, threads: (
            ActionSeed.objects.visible_to(Asking(user))
            .extra(where=["monitoring_actionseed.thread_id = ANY (%s::uuid[])"], params=[threads])
            .filter(withdrawn_at=None)
            .order_by()
            .values_list("thread_id")
            .annotate(made=Count("id"))
        ),
        user=UUID,
        threads=list,
    )


def _crumbs(area: Area | None) -> list[tuple[str, str]]:
    if area is None:
        return []
    return [(areas.area_name(area), reverse("monitoring:show-area", args=[area.code]))]


@needs("see-releases")
@require_safe
def show_finding(request: HttpRequest, thread: UUID) -> HttpResponse:
    """One finding: statement, chart, people, how sure, what it may not mean, history, what others did, actions."""
    return finding_page(request, detail.thread_for(request.user, thread))


def finding_page(
    request: HttpRequest, thread: FindingThread, *, comment: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    """Draw a finding's page, with a comment that has to be mended where there is one."""
    user = request.user
    found = detail.outline_of(user, thread)
    asked = str(request.GET.get("release", ""))
    light = detail.with_release(user, found[detail.place_shown([one[1:] for one in found], asked)].pk)
    release, finding = light.release, detail.worded(user, light)
    releases = releases_for(user, thread)
    seeds, comments = detail.seeds_of(user, thread), detail.comments_of(user, thread)
    may_here = permissions_here(user, thread)
    is_newest = light.release_id == found[0].release_id
    # Pieces over releases that no longer change are drawn from their keys, and their parts read where they are drawn.
    settled = is_settled(release)
    known = all(one.state != ReleaseState.DRAFT for one in releases)
    context = {
        "thread": thread,
        "finding": finding,
        "release": release,
        "said": words_of(finding),
        "period": period(finding.period),
        "evidence": lambda: evidence(user, thread, finding, release),
        "head_key": (finding.pk, release.approver_name, is_newest) if settled else None,
        "evidence_key": (finding.pk, release.is_published, release.approver_name) if settled else None,
        "history": lambda: page.history_table(
            history_of(user, thread, detail.findings_of(user, thread), releases, language=_spoken(finding))
        ),
        "history_key": (
            thread.pk,
            tuple((one.pk, one.state) for one in releases),
            tuple(one.pk for one in found),
        )
        if known
        else None,
        "alike": page.alike_rows(detail.alike(user, thread)),
        "explanations": detail.explanations_of(user, thread),
        "seeds": page.seed_rows(seeds, finding, user.pk),
        "followed": followed_up(user, thread),
        "comments": comments,
        "editable": {one.pk for one in comments if may_edit(one, person=user.pk, now=now())},
        "notes": [one for one in comments if one.for_community and not one.hidden_at],
        "comment_form": comment
        or CommentForm(initial={"lang": _spoken(finding)}, may_note=may_here["community-note"]),
        "trace": lambda: page.trace(thread, finding, release),
        "trace_key": finding.pk if settled else None,
        "may": may_here,
        "has_errors": comment is not None,
        "is_newest": is_newest,
        "breadcrumbs": crumbs_of(thread),
    }
    return render(request, "monitoring/findings/finding.jinja", context, status=status)


def _spoken(finding: KeptFinding) -> str:
    return language() if language() in finding.words else "en"


def evidence(user: Any, thread: FindingThread, finding: KeptFinding, release: Release) -> dict[str, Any]:
    """Return the charts of a finding, how many people it is, how sure we are, what it may not mean. Two queries."""
    figures = detail.figures_of(user, finding, _spoken(finding))
    text = detail.text_of(user, finding, _spoken(finding))
    return {
        "figures": {
            name: kept_figure(one, thread.area.code, release, words=name in ("step", "gap"))
            for name, one in figures.items()
        },
        "affected": page.affected(finding),
        "sure": page.sure(finding, text),
        "caveats": page.caveats(finding, text),
    }


def permissions_here(user: Any, thread: FindingThread) -> dict[str, bool]:
    """Return what the person may do with a finding, in its own area."""
    held = permissions_in(user, thread.area_id)
    return {
        name: name in held
        for name in ("comment", "hide-comment", "make-action", "community-note", "edit-plan")
    }


def crumbs_of(thread: FindingThread) -> list[tuple[str, str]]:
    """Return the way from an area to its findings."""
    code = thread.area.code
    listed = (_("Findings"), reverse("monitoring:list-area-findings", args=[code]))
    return [(areas.area_name(thread.area), reverse("monitoring:show-area", args=[code])), listed]


def baseline_here(user: Any, finding: KeptFinding) -> Baseline:
    """Return where a next step made of a finding starts from."""
    borrowed = detail.figures_of(user, finding, _spoken(finding)).get("borrowed")
    return baseline_of(
        evidence=finding.evidence,
        units=finding.units,
        period=finding.period,
        estimate=(finding.lower, finding.estimate, finding.upper),
        group_label=words_of(finding)["group_label"],
        borrowed=charts.rows_of(borrowed),
    )
