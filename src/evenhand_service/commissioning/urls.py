"""Addresses of commissioning; good practice has public ones."""

from django.urls import URLPattern, URLResolver, include, path

from evenhand_service.commissioning.concerned import views as concerned
from evenhand_service.commissioning.contracts import part_views as parts
from evenhand_service.commissioning.contracts import views as contracts
from evenhand_service.commissioning.library import bulletin_views as bulletins
from evenhand_service.commissioning.library import public_views as public
from evenhand_service.commissioning.library import step_views as practice_steps
from evenhand_service.commissioning.library import views as library
from evenhand_service.commissioning.money import views as money
from evenhand_service.commissioning.reviews import evaluation_views as evaluations
from evenhand_service.commissioning.reviews import views as reviews
from evenhand_service.commissioning.support import views as support
from evenhand_service.commissioning.treatment import specification_views as specifications
from evenhand_service.commissioning.treatment import views as treatment

_CONTRACT, _REVIEW = "contracts/<uuid:contract_id>/", "reviews/<uuid:review_id>/"
_PLAN, _SPECIFICATION = "treatment-plans/<uuid:treatment_plan_id>/", "specifications/<uuid:specification_id>/"
_EVALUATION, _PRACTICE = "evaluations/<uuid:evaluation_id>/", "library/<uuid:practice_id>/"
_SUPPORT = "support/<uuid:support_id>/"

_pages: list[URLPattern | URLResolver] = [
    path("", contracts.list_contracts, name="list-contracts"),
    path("areas/<str:code>/contracts/add", contracts.prepare_contract, name="prepare-contract"),
    path(_CONTRACT, contracts.show_contract, name="show-contract"),
    path(f"{_CONTRACT}change", contracts.change_contract, name="change-contract"),
    path(f"{_CONTRACT}cover", parts.cover, name="cover"),
    path(f"{_CONTRACT}terms/add", parts.add_term, name="add-term"),
    path(f"{_CONTRACT}step", contracts.move_contract, name="move-contract"),
    path(f"{_CONTRACT}end", contracts.end_contract, name="end-contract"),
    path(f"{_CONTRACT}reviews/add", reviews.plan_review, name="plan-review"),
    path(f"{_CONTRACT}evaluations/add", evaluations.ask_for_evaluation, name="ask-for-evaluation"),
    path(f"{_CONTRACT}spend/", money.show_spend, name="show-spend"),
    path(f"{_CONTRACT}spend/add", money.record_spend, name="record-spend"),
    path(_REVIEW, reviews.show_review, name="show-review"),
    path(f"{_REVIEW}hold", reviews.hold_review, name="hold-review"),
    path(f"{_REVIEW}entries/add", reviews.write_entry, name="write-entry"),
    path(f"{_REVIEW}actions/add", reviews.make_action, name="make-review-action"),
    path(f"{_REVIEW}step", reviews.move_review, name="move-review"),
    path(_EVALUATION, evaluations.show_evaluation, name="show-evaluation"),
    path(f"{_EVALUATION}report", evaluations.report_evaluation, name="report-evaluation"),
    path(f"{_EVALUATION}answer", evaluations.answer_evaluation, name="answer-evaluation"),
    path(f"{_EVALUATION}step", evaluations.move_evaluation, name="move-evaluation"),
    path("treatment-plans/", treatment.list_treatment_plans, name="list-treatment-plans"),
    path("areas/<str:code>/treatment-plans/add", treatment.make_treatment_plan, name="make-treatment-plan"),
    path(_PLAN, treatment.show_treatment_plan, name="show-treatment-plan"),
    path(f"{_PLAN}change", treatment.change_treatment_plan, name="change-treatment-plan"),
    path(f"{_PLAN}priorities/add", treatment.add_priority, name="add-priority"),
    path(f"{_PLAN}specifications/add", specifications.write_specification, name="write-specification"),
    path(f"{_PLAN}step", treatment.move_treatment_plan, name="move-treatment-plan"),
    path(_SPECIFICATION, specifications.show_specification, name="show-specification"),
    path(f"{_SPECIFICATION}step", specifications.move_specification, name="move-specification"),
    path("areas/<str:code>/budget/", money.show_budget, name="show-budget"),
    path("areas/<str:code>/budget/file", money.give_budget, name="give-budget"),
    path("areas/<str:code>/budget.csv", money.take_budget, name="take-budget"),
    path("findings/<uuid:thread>/", concerned.show_concerned, name="show-concerned"),
    path("support/", support.list_supports, name="list-supports"),
    path("support/regions/<str:code>/", support.list_outlying, name="list-outlying"),
    path("support/regions/<str:code>/<str:place>/<slug:step>/", support.identify, name="identify"),
    path(_SUPPORT, support.show_support, name="show-support"),
    path(f"{_SUPPORT}<slug:verb>", support.take_support_step, name="take-support-step"),
    path("library/", library.list_practices, name="list-practices"),
    path("library/bulletins/", bulletins.list_bulletins, name="list-bulletins"),
    path("areas/<str:code>/bulletins/add", bulletins.make_bulletin, name="make-bulletin"),
    path("areas/<str:code>/library/add", library.write_practice, name="write-practice"),
    path(_PRACTICE, library.show_practice, name="show-practice"),
    path(f"{_PRACTICE}change", library.change_practice, name="change-practice"),
    path(f"{_PRACTICE}words", library.write_words, name="write-practice-words"),
    path(f"{_PRACTICE}step", practice_steps.move_practice, name="move-practice"),
    path(f"{_PRACTICE}publish", practice_steps.publish_practice, name="publish-practice"),
    path(f"{_PRACTICE}inspired", practice_steps.say_what_it_inspired, name="say-what-it-inspired"),
    path(f"{_PRACTICE}why/<slug:verb>", practice_steps.say_why, name="say-why-practice"),
]

app_name = "commissioning"
urlpatterns: list[URLPattern | URLResolver] = [
    path("commissioning/", include(_pages)),
    path("good-practice/", public.list_public_practices, name="list-public-practices"),
    path("good-practice/<uuid:published_id>/", public.show_public_practice, name="show-public-practice"),
    path("good-practice/bulletins/<uuid:bulletin_id>/", bulletins.show_bulletin, name="show-bulletin"),
    path(
        "good-practice/bulletins/<uuid:bulletin_id>/<slug:language>.eml",
        bulletins.take_bulletin,
        name="take-bulletin",
    ),
    path("good-practice/bulletins/<uuid:bulletin_id>/step", bulletins.move_bulletin, name="move-bulletin"),
]
