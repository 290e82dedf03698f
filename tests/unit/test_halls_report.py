"""What is written of a hall at once says each figure beside its goal, and a goal that was missed."""

from bench.halls_report import halls_part

SPREAD = {"median": 0.1, "p95": 0.2, "most": 0.25}


def database(version: str, per_vote: float, last: float) -> dict:
    crowd = [
        {"people": people, "insert": [0.004 * people], "named": [per_vote * people] * 3, "secret": [0.009 * people] * 3}
        for people in (100, 200, 500, 1000)
    ]
    change = {"phones": 200, "heard": SPREAD, "shown": SPREAD | {"p95": last}}
    return {
        "version": version,
        "halls": {
            "servers": 2,
            "at_once": crowd,
            "change": change,
            "minute": {"people": 300, "requests": 600, **SPREAD},
        },
    }


def test_a_hall_that_is_quick_meets_its_goals_and_one_that_is_slow_misses_them():
    said = "\n".join(halls_part([database("Quick", 0.006, 0.3), database("Slow", 0.012, 0.7)]))
    assert "| Quick | by name | 200 | 1.20 | 1.20 to 1.20 | 6.0 | 0.80 | 1.5 | met |" in said
    assert "| Slow | by name | 200 | 2.40 | 2.40 to 2.40 | 12.0 | 0.80 | 3.0 | **missed** |" in said
    assert "| Quick | in secret | 1,000 | 9.00 | 9.00 to 9.00 | 9.0 | 4.00 | 2.2 | met |" in said
    assert "| Quick | 2 | 200 | 0.100 | 0.100 | 0.300 | 0.250 | met |" in said
    assert "| Slow | 2 | 200 | 0.100 | 0.100 | 0.700 | 0.250 | **missed** |" in said
    assert "| Quick | 300 | 600 | 100.0 | 200.0 | 250.0 | met |" in said


def test_a_cost_that_grows_with_the_crowd_is_no_line():
    grown = database("Grown", 0.006, 0.3)
    grown["halls"]["at_once"][-1]["named"] = [20.0]
    assert "| Grown | by name | 1,000 | 20.00 | 20.00 to 20.00 | 20.0 | 4.00 | 5.0 | **missed** |" in "\n".join(
        halls_part([grown])
    )
