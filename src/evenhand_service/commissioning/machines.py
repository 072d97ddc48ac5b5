"""Every state of commissioning and the steps between them: one table of transitions for each kind of thing."""

from django.utils.translation import gettext_lazy as _

from evenhand_service.commissioning.enums import (
    BulletinState,
    ContractState,
    EvaluationState,
    PracticeState,
    ReviewState,
    SpecificationState,
    SupportState,
    TreatmentState,
)
from evenhand_service.monitoring.states import Machine, Transition

AGREE, WRITE, ASSIST, EDIT, APPROVE = (
    "agree-commissioning",
    "commission",
    "assist",
    "edit-library",
    "approve-practice",
)


def _step(verb: str, before: tuple[str, ...], after: str, by: str, what: object) -> Transition:
    return Transition(verb=verb, before=before, after=after, by=by, what=what)  # type: ignore[arg-type]


TREATMENT = Machine(
    (
        _step("agree", (TreatmentState.DRAFT,), TreatmentState.AGREED, AGREE, _("Agree the treatment plan")),
        _step(
            "replace", (TreatmentState.AGREED,), TreatmentState.REPLACED, AGREE, _("Say that it was replaced")
        ),
    )
)
SPECIFICATION = Machine(
    (
        _step(
            "agree",
            (SpecificationState.DRAFT,),
            SpecificationState.AGREED,
            AGREE,
            _("Agree the specification"),
        ),
        _step(
            "end",
            (SpecificationState.DRAFT, SpecificationState.AGREED),
            SpecificationState.ENDED,
            AGREE,
            _("Say that it is no longer used"),
        ),
    )
)
CONTRACT = Machine(
    (
        _step("let", (ContractState.DRAFT,), ContractState.RUNNING, AGREE, _("Let the contract")),
        _step("withdraw", (ContractState.DRAFT,), ContractState.WITHDRAWN, WRITE, _("Withdraw it")),
        _step("end", (ContractState.RUNNING,), ContractState.ENDED, AGREE, _("End the contract")),
    )
)
REVIEW = Machine(
    (
        _step("hold", (ReviewState.PLANNED,), ReviewState.HELD, WRITE, _("Say that it was held")),
        _step("drop", (ReviewState.PLANNED,), ReviewState.DROPPED, WRITE, _("Say that it will not be held")),
        _step("close", (ReviewState.HELD,), ReviewState.CLOSED, WRITE, _("Close the review")),
    )
)
EVALUATION = Machine(
    (
        _step(
            "report", (EvaluationState.ASKED,), EvaluationState.REPORTED, WRITE, _("Write down what it found")
        ),
        _step(
            "drop",
            (EvaluationState.ASKED,),
            EvaluationState.DROPPED,
            WRITE,
            _("Say that it will not be done"),
        ),
        _step(
            "answer",
            (EvaluationState.REPORTED,),
            EvaluationState.ANSWERED,
            WRITE,
            _("Write down what came of it"),
        ),
    )
)
SUPPORT = Machine(
    (
        _step(
            "offer",
            (SupportState.IDENTIFIED, SupportState.DECLINED),
            SupportState.OFFERED,
            ASSIST,
            _("Offer support"),
        ),
        _step("accept", (SupportState.OFFERED,), SupportState.ACCEPTED, WRITE, _("Accept the support")),
        _step("decline", (SupportState.OFFERED,), SupportState.DECLINED, WRITE, _("Decline the support")),
        _step(
            "look-again", (SupportState.ACCEPTED,), SupportState.LOOKED_AGAIN, ASSIST, _("Look at it again")
        ),
        _step("go-on", (SupportState.LOOKED_AGAIN,), SupportState.ACCEPTED, ASSIST, _("Go on with it")),
        _step(
            "close",
            (SupportState.IDENTIFIED, SupportState.DECLINED, SupportState.LOOKED_AGAIN),
            SupportState.CLOSED,
            ASSIST,
            _("Close it"),
        ),
    )
)
PRACTICE = Machine(
    (
        _step("submit", (PracticeState.DRAFT,), PracticeState.WAITING, EDIT, _("Offer it to the library")),
        _step("return", (PracticeState.WAITING,), PracticeState.DRAFT, APPROVE, _("Give it back")),
        _step("approve", (PracticeState.WAITING,), PracticeState.APPROVED, APPROVE, _("Approve it")),
        _step("withdraw", (PracticeState.APPROVED,), PracticeState.WITHDRAWN, APPROVE, _("Take it out")),
        _step("reopen", (PracticeState.WITHDRAWN,), PracticeState.DRAFT, APPROVE, _("Open it again")),
    )
)
BULLETIN = Machine(
    (
        _step("issue", (BulletinState.DRAFT,), BulletinState.ISSUED, APPROVE, _("Send it out")),
        _step("withdraw", (BulletinState.ISSUED,), BulletinState.WITHDRAWN, APPROVE, _("Take it back")),
    )
)
