"""Addresses of the plan."""

from django.urls import path

from evenhand_service.plan.effects import views as effects
from evenhand_service.plan.views import (
    actions,
    documents,
    editions,
    evidence,
    exports,
    plans,
    seeds,
    steps,
    table,
)

app_name = "plan"
_PLAN, _ACTION = "plans/<uuid:plan>/", "actions/<uuid:action>/"
_DOCUMENT = "plan-documents/<uuid:document>/"
urlpatterns = [
    path("plans/", table.list_plans, name="list-plans"),
    path("areas/<str:code>/plans/new/", plans.make_plan, name="make-plan"),
    path("actions/", table.list_actions, name="list-actions"),
    path(_PLAN, table.show_plan, name="show-plan"),
    path(f"{_PLAN}details/", plans.change_plan, name="change-plan"),
    path(f"{_PLAN}scope/", plans.review_scope, name="review-scope"),
    path(f"{_PLAN}themes/new/", plans.add_theme, name="add-theme"),
    path(f"{_PLAN}actions/new/", actions.add_action, name="add-action"),
    path(f"{_PLAN}timeline/", exports.show_timeline, name="show-timeline"),
    path(f"{_PLAN}plan.<str:form>", exports.export_plan, name="export-plan"),
    path(f"{_PLAN}next-steps/", seeds.list_next_steps, name="list-next-steps"),
    path(f"{_PLAN}next-steps/<uuid:seed>/", seeds.take_up, name="take-up"),
    path(f"{_PLAN}editions/", editions.list_editions, name="list-editions"),
    path(f"{_PLAN}editions/compare/", editions.compare_editions, name="compare-editions"),
    path(f"{_PLAN}editions/<int:number>/", editions.show_edition, name="show-edition"),
    path(f"{_PLAN}editions/<int:number>/publish/", editions.publish_edition, name="publish-edition"),
    path("public-plans/<uuid:published>/", editions.show_published, name="show-published"),
    path(f"{_PLAN}documents/", documents.list_documents, name="list-documents"),
    path(_DOCUMENT, documents.show_document, name="show-document"),
    path(f"{_DOCUMENT}rows/<uuid:row>/", documents.decide_row, name="decide-row"),
    path(f"{_DOCUMENT}rows/<uuid:row>/back/", documents.put_back_row, name="put-back-row"),
    path(_ACTION, actions.show_action, name="show-action"),
    path(f"{_ACTION}edit/", actions.change_action, name="change-action"),
    path(f"{_ACTION}step/<str:step>/", steps.take_step, name="take-step"),
    path(f"{_ACTION}review/", steps.review_action, name="review-action"),
    path(f"{_ACTION}progress/", steps.log_progress, name="log-progress"),
    path(f"{_ACTION}figures/<uuid:indicator>/", effects.promise_figure, name="promise-figure"),
    path(f"{_ACTION}comments/", steps.add_comment, name="add-comment"),
    path(f"{_ACTION}comments/<uuid:comment>/hide/", steps.hide_comment, name="hide-comment"),
    path(f"{_ACTION}milestones/<uuid:milestone>/", steps.reach_milestone, name="reach-milestone"),
    path(f"{_ACTION}waits/<uuid:dependency>/", steps.settle_dependency, name="settle-dependency"),
    path(f"{_ACTION}evidence/new/", evidence.give_evidence, name="give-evidence"),
    path(f"{_ACTION}evidence/<uuid:evidence>/", evidence.take_evidence, name="take-evidence"),
    path(f"{_ACTION}evidence/<uuid:evidence>/decide/", evidence.decide_evidence, name="decide-evidence"),
]
