"""The charter: known keys, readable values, templates that hold, inheritance."""

import pytest

from assemblies.domain.charter import DEFAULTS, KEYS, TEMPLATES, KeyType, ProblemCode, effective, problems
from assemblies.domain.majority import Rule
from mandates.domain.ratification import RatificationRule


def codes(values, **options):
    return [(problem.key, problem.code) for problem in problems(values, **options)]


def test_defaults_have_no_problem():
    assert problems(DEFAULTS) == []
    assert set(DEFAULTS) == set(KEYS)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_holds_and_can_be_read_by_every_rule(name):
    assert problems(TEMPLATES[name]) == []
    values = effective([TEMPLATES[name]])
    assert problems(values) == []
    for prefix in ("rule.ordinary", "council.rule"):
        Rule.from_values({key: values[f"{prefix}.{key}"] for key in ("threshold", "base")})
    RatificationRule.from_values(values)


def test_templates_say_what_their_movements_say():
    ada, district, avelle = (effective([TEMPLATES[name]]) for name in TEMPLATES)
    assert list(TEMPLATES) == ["assembly-of-assemblies", "commune-and-district", "avelle"]
    assert (ada["quorum.ordinary"], ada["quorum.second_call"], ada["ratify.ask"]) == ("1/10", "none", "outstanding")
    assert (ada["delegation.form"], ada["ratify.days"], ada["ratify.min_expressed"]) == ("tandem", "28", "1/2")
    assert (district["quorum.ordinary"], district["quorum.second_call"]) == ("30/100", "20/100")
    assert (district["quorum.second_call_wait"], district["ratify.ask"], district["ratify.count_method"]) == (
        "30 minutes",
        "all",
        "flat",
    )
    assert (avelle["quorum.ordinary"], avelle["rule.ordinary.base"], avelle["mandate.latitude_default"]) == (
        "1/4",
        "present",
        "bounded",
    )
    assert (avelle["council.rule.threshold"], avelle["council.rule.base"]) == ("9/13", "all")
    assert (avelle["ratify.threshold"], avelle["ratify.base"], avelle["ratify.days"]) == ("9/13", "all", "18")
    assert {values["ratify.silence"] for values in (ada, district, avelle)} == {"not_counted"}
    assert {values["quorum.council"] for values in (ada, district, avelle)} == {"1/2"}


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("quorum.ordinary", "20%", ProblemCode.NOT_A_SHARE),
        ("quorum.ordinary", "0/5", ProblemCode.NOT_A_SHARE),
        ("quorum.ordinary", "6/5", ProblemCode.NOT_A_SHARE),
        ("quorum.second_call_wait", "soon", ProblemCode.NOT_A_DURATION),
        ("quorum.second_call_wait", "0 minutes", ProblemCode.NOT_A_DURATION),
        ("quorum.second_call_wait", "1 month", ProblemCode.NOT_A_DURATION),
        ("delegation.term", "30 minutes", ProblemCode.NOT_A_DURATION),
        ("rule.ordinary.threshold", "1/2", ProblemCode.NOT_A_THRESHOLD),
        ("rule.ordinary.threshold", "none", ProblemCode.NOT_A_THRESHOLD),
        ("rule.ordinary.base", "roll", ProblemCode.NOT_AN_OPTION),
        ("ratify.days", "0", ProblemCode.NOT_A_COUNT),
        ("ratify.days", "28 days", ProblemCode.NOT_A_COUNT),
        ("ratify.days", "٢٨", ProblemCode.NOT_A_COUNT),
        ("ratify.days", "9999", ProblemCode.NOT_A_COUNT),
        ("ratify.days", 28, ProblemCode.NOT_TEXT),
        ("ratify.silence", "yes", ProblemCode.NOT_AN_OPTION),
        ("quorum.charm", "1/5", ProblemCode.UNKNOWN_KEY),
    ],
)
def test_problem_names_the_key_and_what_is_wrong(key, value, code):
    assert codes({key: value}) == [(key, code)]


@pytest.mark.parametrize("key", [key for key, definition in KEYS.items() if definition.type == KeyType.CHOICE])
def test_choice_takes_each_option_and_nothing_else(key):
    assert all(problems({key: option}) == [] for option in KEYS[key].options)
    assert codes({key: "perhaps"}) == [(key, ProblemCode.NOT_AN_OPTION)]
    assert problems({key: "perhaps"})[0].allowed == KEYS[key].options


@pytest.mark.parametrize("key", [key for key, definition in KEYS.items() if definition.type == KeyType.SHARE])
def test_share_may_say_none(key):
    assert problems({key: "none"}) == []


def test_every_mistake_is_reported():
    assert len(problems({"ratify.days": "x", "ratify.base": "x", "nothing": "x"})) == 3


def test_second_call_is_lower_than_the_first():
    assert codes({"quorum.ordinary": "1/5", "quorum.second_call": "1/5"}) == [
        ("quorum.second_call", ProblemCode.SECOND_CALL_NOT_LOWER)
    ]
    assert problems({"quorum.ordinary": "1/5", "quorum.second_call": "none"}) == []


def test_asking_only_the_outstanding_needs_base_communes_below():
    values = {"ratify.ask": "outstanding"}
    assert problems(values) == []
    assert codes(values, children_are_base=False) == [("ratify.ask", ProblemCode.OUTSTANDING_NEEDS_BASE_COMMUNES)]


def test_effective_takes_the_nearest_version_that_states_a_key():
    own, parent, root = (
        {"ratify.days": "14"},
        {"ratify.days": "21", "quorum.ordinary": "1/4"},
        {"quorum.ordinary": "1/3"},
    )
    values = effective([own, parent, root])
    assert (values["ratify.days"], values["quorum.ordinary"]) == ("14", "1/4")
    assert values["ratify.silence"] == "not_counted"
    assert effective([]) == DEFAULTS


def test_effective_leaves_out_keys_nobody_knows():
    assert "old.key" not in effective([{"old.key": "1"}])
