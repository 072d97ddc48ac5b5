"""What a service records of a made-up person besides their treatment, as the treatment monitoring system asks for it."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.synthetic.people import Text

_DESCRIBES = ("area", "ethnicity", "sex")


def describe(treatments: pa.Table, known: Sequence[pa.Table], provider: Text) -> pa.Table:
    """Return the referrals with what is known of each person elsewhere, their consent, and no provider blank.

    `known` are tables of person_id, area, ethnicity and sex, which between them hold everybody; `provider` has a
    name for each row, taken where the row has none.
    """
    people = pa.concat_tables(
        [table.select(["person_id", *_DESCRIBES]).cast(_TEXTS) for table in known], promote_options="default"
    )
    place = pc.index_in(treatments.column("person_id"), value_set=people.column("person_id"))
    for name in _DESCRIBES:
        treatments = treatments.append_column(name, people.column(name).take(place))
    treatments = treatments.append_column("consent", pa.repeat("yes", treatments.num_rows))
    filled = pc.coalesce(treatments.column("provider"), pa.array(provider, pa.string()))
    return treatments.set_column(treatments.schema.get_field_index("provider"), "provider", filled)


_TEXTS = pa.schema([(name, pa.string()) for name in ("person_id", *_DESCRIBES)])
