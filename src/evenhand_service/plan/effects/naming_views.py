"""The page on which an action that came without a figure is given one: by hand, from a document, for a recommendation."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand_service.accounts.access import needs
from evenhand_service.plan.effects import naming
from evenhand_service.plan.effects.forms import Choices, NameForm
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.presenters.words import about, language
from evenhand_service.plan.views.opening import about_action, either, open_action


@needs("edit-plan")
@either
def name_figure(request: HttpRequest, action: UUID) -> HttpResponse:
    """Name the figure that an action should move, then say to where. Source: F5."""
    opened = open_action(request, action, "edit-plan")
    found = naming.offers(request.user, opened, language())
    if not found:
        messages.info(
            request,
            _("No approved release of this area tells a figure yet. There is none that could be named."),
        )
        return redirect("plan:show-action", opened.pk)
    form = NameForm(
        request.POST or None,
        initial=naming.first_choice(opened, found),
        steps=_steps(found),
        groups=_groups(found),
    )
    if form.is_valid():
        told = form.cleaned_data
        chosen = next((one for one in found if (one.step, one.whose) == (told["step"], told["whose"])), None)
        if chosen is None:
            form.add_error("whose", _("The newest release tells no figure of this group at this step."))
        else:
            try:
                made = naming.name(action=opened, offer=chosen, person=request.user, now=timezone.now())
            except NotAllowed as why:
                form.add_error(None, str(why))
            else:
                messages.success(
                    request, _("The figure is named. Say now to where it should move, and by when.")
                )
                return redirect("plan:promise-figure", opened.pk, made.pk)
    return about_action(
        request,
        opened,
        form,
        title=_("The figure that should move"),
        button=_("Name this figure"),
        said=_(
            "Figures of the newest approved release are offered; where one starts from is taken from there."
        ),
    )


def _steps(found: Iterable[naming.Offer]) -> Choices:
    return list({one.step: one.figure.stage_label for one in found}.items())


def _groups(found: Iterable[naming.Offer]) -> Choices:
    """Groups with the characteristic they are of, in the order of the release."""
    return list(
        {
            one.whose: f"{about(one.figure.key.characteristic)}: {one.figure.group_label}" for one in found
        }.items()
    )
