"""Addresses of the plan."""

from django.urls import path

from evenhand_service.plan.effects import naming_views as naming
from evenhand_service.plan.effects import views as effects
from evenhand_service.plan.loops import rolling
from evenhand_service.plan.loops import views as loops
from evenhand_service.plan.recommending.views import alike, lists, page, sources
from evenhand_service.plan.recommending.views import steps as replies
from evenhand_service.plan.views import (
    actions,
    editions,
    ending,
    evidence,
    exports,
    milestones,
    plans,
    public,
    seeds,
    steps,
    table,
)
from evenhand_service.plan.views.documents import given, recommended, rows, source
from evenhand_service.plan.views.documents import page as read

app_name = "plan"
_PLAN, _ACTION = "plans/<uuid:plan>/", "actions/<uuid:action>/"
_DOCUMENT = "plan-documents/<uuid:document>/"
_RECOMMENDED = f"{_DOCUMENT}recommendations/<uuid:proposed>/"
_ASKED, _ONE_ASKED = "areas/<str:code>/recommendations", "recommendations/<uuid:recommendation>/"
urlpatterns = [
    path("plans/", table.list_plans, name="list-plans"),
    path("areas/<str:code>/plans/new/", plans.make_plan, name="make-plan"),
    path("actions/", table.list_actions, name="list-actions"),
    path(_PLAN, table.show_plan, name="show-plan"),
    path(f"{_PLAN}details/", plans.change_plan, name="change-plan"),
    path(f"{_PLAN}end/", ending.end_plan, name="end-plan"),
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
    path("public-plans/", public.list_published, name="list-published"),
    path("public-plans/<uuid:published>/", public.show_published, name="show-published"),
    path(f"{_PLAN}documents/", given.list_documents, name="list-documents"),
    path("areas/<str:code>/documents/", given.list_area_documents, name="list-area-documents"),
    path(_DOCUMENT, read.show_document, name="show-document"),
    path(f"{_DOCUMENT}plan/", read.choose_plan, name="choose-plan"),
    path(f"{_DOCUMENT}confirm/", rows.confirm_rows, name="confirm-rows"),
    path(f"{_DOCUMENT}rows/<uuid:row>/", rows.decide_row, name="decide-row"),
    path(f"{_DOCUMENT}rows/<uuid:row>/back/", rows.put_back_row, name="put-back-row"),
    path(f"{_DOCUMENT}source/", source.tell_source, name="tell-source"),
    path(f"{_DOCUMENT}recommendations/", recommended.show_recommended, name="show-recommended"),
    path(f"{_DOCUMENT}recommendations/confirm/", recommended.confirm_recommended, name="confirm-recommended"),
    path(_RECOMMENDED, recommended.decide_recommended, name="decide-recommended"),
    path(f"{_RECOMMENDED}back/", recommended.put_back_recommended, name="put-back-recommended"),
    path(_ACTION, actions.show_action, name="show-action"),
    path(f"{_ACTION}edit/", actions.change_action, name="change-action"),
    path(f"{_ACTION}step/<str:step>/", steps.take_step, name="take-step"),
    path(f"{_ACTION}review/", steps.review_action, name="review-action"),
    path(f"{_ACTION}progress/", steps.log_progress, name="log-progress"),
    path(f"{_ACTION}figures/new/", naming.name_figure, name="name-figure"),
    path(f"{_ACTION}figures/<uuid:indicator>/", effects.promise_figure, name="promise-figure"),
    path(f"{_ACTION}figures/<uuid:indicator>/again/", effects.look_again, name="look-again"),
    path(f"{_ACTION}comments/", steps.add_comment, name="add-comment"),
    path(f"{_ACTION}comments/<uuid:comment>/hide/", steps.hide_comment, name="hide-comment"),
    path(f"{_ACTION}milestones/new/", milestones.add_milestone, name="add-milestone"),
    path(f"{_ACTION}milestones/<uuid:milestone>/edit/", milestones.change_milestone, name="change-milestone"),
    path(f"{_ACTION}milestones/<uuid:milestone>/", milestones.reach_milestone, name="reach-milestone"),
    path(f"{_ACTION}waits/<uuid:dependency>/", steps.settle_dependency, name="settle-dependency"),
    path(f"{_ACTION}evidence/new/", evidence.give_evidence, name="give-evidence"),
    path(f"{_ACTION}evidence/<uuid:evidence>/", evidence.take_evidence, name="take-evidence"),
    path(f"{_ACTION}evidence/<uuid:evidence>/decide/", evidence.decide_evidence, name="decide-evidence"),
    path("recommendations/", lists.list_areas, name="list-recommendation-areas"),
    path(f"{_ASKED}/", lists.list_recommendations, name="list-recommendations"),
    path(f"{_ASKED}/recommendations.<str:form>", lists.export_recommendations, name="export-recommendations"),
    path(f"{_ASKED}/new/", page.add_recommendation, name="add-recommendation"),
    path(f"{_ASKED}/load/", sources.load, name="load-recommendations"),
    path(f"{_ASKED}/alike/", alike.list_alike, name="list-alike"),
    path(f"{_ASKED}/alike/decide/", alike.decide_alike, name="decide-alike"),
    path(f"{_ASKED}/alike/again/", alike.suggest_again, name="suggest-again"),
    path("findings/<uuid:thread>/recommend/", page.recommend_finding, name="recommend-finding"),
    path(_ONE_ASKED, page.show_recommendation, name="show-recommendation"),
    path(f"{_ONE_ASKED}edit/", page.change_recommendation, name="change-recommendation"),
    path(f"{_ONE_ASKED}reply/", replies.record_reply, name="record-reply"),
    path(f"{_ONE_ASKED}escalate/", replies.escalate, name="escalate-recommendation"),
    path(f"{_ONE_ASKED}actions/", replies.answer_with_action, name="answer-with-action"),
    path(f"{_ONE_ASKED}actions/new/", replies.answer_with_new, name="answer-with-new"),
    path(f"{_ONE_ASKED}part/", alike.part_again, name="part-again"),
    path("areas/<str:code>/actions/", table.list_actions, name="list-area-actions"),
    path("roll-up/", rolling.list_roll_ups, name="list-roll-ups"),
    path("areas/<str:code>/roll-up/", rolling.show_roll_up, name="show-roll-up"),
    path("areas/<str:code>/roll-up/roll-up.csv", rolling.export_roll_up, name="export-roll-up"),
    path("loops/", loops.show_loops, name="show-all-loops"),
    path("loops/loops.csv", loops.export_loops, name="export-all-loops"),
    path("areas/<str:code>/loops/", loops.show_loops, name="show-loops"),
    path("areas/<str:code>/loops/loops.csv", loops.export_loops, name="export-loops"),
]
