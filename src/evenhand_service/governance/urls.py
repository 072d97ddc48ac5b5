"""Addresses of governance."""

from django.urls import path

from evenhand_service.governance.views import agenda, diary, documents, groups, meetings, outcomes, running

app_name = "governance"
_GROUP = "meetings/groups/<uuid:group>/"
_MEETING = "meetings/<uuid:meeting>/"
_ITEM = f"{_MEETING}items/<uuid:item>/"
urlpatterns = [
    path("meetings/", groups.list_groups, name="list-groups"),
    path("meetings/groups/new/", groups.add_group, name="add-group"),
    path(_GROUP, groups.show_group, name="show-group"),
    path(f"{_GROUP}change/", groups.change_group, name="change-group"),
    path(f"{_GROUP}seats/new/", groups.give_seat, name="give-seat"),
    path(f"{_GROUP}seats/<uuid:seat>/", groups.change_seat, name="change-seat"),
    path(f"{_GROUP}meetings/new/", meetings.plan_meeting, name="plan-meeting"),
    path(_MEETING, meetings.show_meeting, name="show-meeting"),
    path(f"{_MEETING}change/", meetings.change_meeting, name="change-meeting"),
    path(f"{_MEETING}step/", meetings.take_step, name="take-step"),
    path(f"{_MEETING}call-off/", meetings.call_off, name="call-off"),
    path(f"{_MEETING}items/find/", agenda.find_items, name="find-items"),
    path(f"{_MEETING}items/new/", agenda.add_item, name="add-item"),
    path(f"{_ITEM}order/", agenda.order_item, name="order-item"),
    path(f"{_ITEM}words/", agenda.reword_item, name="reword-item"),
    path(f"{_ITEM}minutes/", running.write_item, name="write-item"),
    path(f"{_MEETING}papers/new/", agenda.add_paper, name="add-paper"),
    path(f"{_MEETING}papers/<uuid:paper>/", agenda.take_paper, name="take-paper"),
    path(f"{_MEETING}papers/<uuid:paper>/remove/", agenda.remove_paper, name="remove-paper"),
    path(f"{_MEETING}attendance/", running.say_who_was_there, name="say-who-was-there"),
    path(f"{_MEETING}actions/", running.review_actions, name="review-actions"),
    path(f"{_MEETING}decisions/new/", running.decide, name="decide"),
    path(f"{_MEETING}decisions/<uuid:decision>/remove/", running.take_back, name="take-back-decision"),
    path(f"{_MEETING}raised/new/", outcomes.raise_point, name="raise-point"),
    path(f"{_MEETING}raised/<uuid:raised>/", outcomes.say_what_came, name="say-what-came"),
    path(f"{_MEETING}report/", outcomes.report_upward, name="report-upward"),
    path("meetings/reports/<uuid:report>/", outcomes.show_report, name="show-report"),
    *(
        path(
            f"{_MEETING}{what}.{form}",
            documents.take_document,
            {"what": what, "form": form},
            name=f"{what}-{form}",
        )
        for what in ("agenda", "minutes")
        for form in ("docx", "pdf")
    ),
    path("meetings/diary/", diary.show_diary, name="show-diary"),
    path("meetings/diary/calendar/", diary.make_feed, name="make-feed"),
    path("meetings/diary/messages/", diary.choose_frequency, name="choose-frequency"),
    path("calendars/<str:secret>.ics", diary.take_calendar, name="take-calendar"),
]
