"""A death is neither arriving nor failing to: in every programme that comes with Evenhand it leaves the denominator."""

from evenhand.vocabulary import load_vocabulary


def test_a_death_is_in_no_denominator_of_any_programme() -> None:
    deaths = [
        (programme.id, stage.id, one)
        for programme in load_vocabulary().programmes.values()
        for stage in programme.stages
        for one in stage.exits
        if one.state == "died" or one.sensitive
    ]
    assert len({programme for programme, _, _ in deaths}) >= 9
    assert [(programme, stage) for programme, stage, one in deaths if one.at_risk] == []
    # Tables that others have published are public as they stand.
    own = [one for programme, _, one in deaths if programme != "treatment-published"]
    assert {(one.sensitive, one.publish_from) for one in own} == {(True, "region")}
