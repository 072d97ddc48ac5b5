"""Who may see and change what of governance, as SQL: one text for queries and for the database's own policies.

Agendas, papers, decisions and minutes are read by all who may see meetings of the area. Who holds a seat, in which
capacity, is seen by those who run the meetings and by each for themselves: that somebody has used services is theirs to
say. Others read counts, and the names that people chose for the minutes. Source: J2; D15.
"""

from evenhand_service.common.walls import Wall
from evenhand_service.plan.models.walls import within

_OWN_SEAT = "EXISTS (SELECT 1 FROM governance_seat s WHERE s.id = {row}.seat_id AND s.user_id = {me})"
_MINE = "{row}.user_id = {me}"

MEETING = Wall(see="see-meetings", change="run-meetings")
"""For what meetings are made of."""
ONCE = Wall(see="see-meetings", change="run-meetings", append_only=True)
"""For what is written once: minutes that were agreed, what was reviewed."""
SEAT = Wall(see="run-meetings", change="run-meetings", also_see=_MINE)
ATTENDANCE = Wall(see="run-meetings", change="run-meetings", also_see=_OWN_SEAT)
REPORT = Wall(
    see="see-meetings",
    change="run-meetings",
    also_see=f"{{row}}.sent_at IS NOT NULL AND {within('{row}', 'see-meetings').replace('area_id', 'to_area_id')}",
)
"""For what a group reports upward: read in the area of the group that gets it as well, once it was sent."""
OWN = Wall(area="", also_see=_MINE, also_change=_MINE)
"""For what is a person's own: their calendar's link, how often they are written to, what they were told."""
