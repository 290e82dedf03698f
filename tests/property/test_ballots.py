"""Urn, list, codes and rival texts: what is true of every vote."""

from hypothesis import assume, given
from hypothesis import strategies as st

from assemblies.domain.answers import ANSWERS, answers_of, counts_of, joined, read_choice, spread
from assemblies.domain.codes import ENGLISH, SPACE, code_words, own_word, read_code
from assemblies.domain.majority import Base, Outcome, Rule, Tally, decide
from assemblies.domain.rivals import choose
from assemblies.domain.slips import FEW, LENGTH, UrnSlip, list_hash, listed, packed, unpacked

TEXTS = st.integers(1, 8)
CODES = st.integers(1, SPACE - 1)


@st.composite
def urns(draw, least=0):
    """Slips of one vote: codes distinct, some of paper, all on the same number of texts."""
    texts = draw(TEXTS)
    choices = st.lists(st.sampled_from(ANSWERS), min_size=texts, max_size=texts).map(joined)
    codes = draw(st.lists(CODES, unique=True, max_size=20))
    coded = [UrnSlip(code, own_word(draw(st.text(max_size=20))), draw(choices)) for code in codes]
    paper = [UrnSlip(0, "", choice) for choice in draw(st.lists(choices, max_size=8))]
    assume(len(coded) + len(paper) >= least)
    return texts, draw(st.permutations([*coded, *paper]))


@given(urns())
def test_urn_gives_back_what_was_put_in_whatever_the_order(urn):
    _texts, slips = urn
    content = packed(slips)
    assert len(content) == LENGTH * len(slips)
    assert sorted(unpacked(content)) == sorted(slips)
    assert packed(unpacked(content)) == content


@given(urns(least=FEW), st.booleans())
def test_list_adds_up_to_the_slips_and_lists_every_code_once(urn, beside):
    texts, slips = urn
    rows = listed(slips, beside=beside)
    assert counts_of((row.choice for row in rows if row.choice), texts) == counts_of(
        (slip.choice for slip in slips), texts
    )
    assert [row.code for row in rows if row.code] == sorted(slip.code for slip in slips if slip.code)
    assert list_hash(rows) == list_hash(listed(slips[::-1], beside=beside))


@given(urns(least=FEW))
def test_list_of_presence_is_the_same_whoever_said_what(urn):
    _texts, slips = urn
    turned = [UrnSlip(slip.code, slip.word, other.choice) for slip, other in zip(slips, slips[::-1], strict=True)]
    assert listed(slips, beside=False) == listed(turned, beside=False)


@given(urns(), st.booleans())
def test_list_of_few_shows_no_choice(urn, beside):
    _texts, slips = urn
    few = slips[: FEW - 1]
    assert {row.choice for row in listed(few, beside=beside)} <= {""}


@given(CODES, st.integers(4, 8), st.sampled_from([" ", "-", ", ", " … "]))
def test_code_is_read_back_as_printed_or_shortened(code, letters, between):
    words = code_words(code).split("-")
    assert read_code("-".join(words)) == code
    assert read_code(between.join([*(word[:letters].upper() for word in words[:3]), words[3]])) == code


@given(st.text(max_size=60))
def test_reading_any_text_as_a_code_never_raises(text):
    found = read_code(text)
    assert found is None or code_words(found, ENGLISH)


@given(st.text(max_size=60))
def test_own_word_kept_is_kept_again(text):
    assert own_word(own_word(text)) == own_word(text)


@given(TEXTS, st.text(max_size=20))
def test_choice_is_read_only_if_it_answers_every_text(texts, typed):
    try:
        said = answers_of(read_choice(typed, texts))
    except ValueError:
        return
    assert len(said) == texts
    assert set(said) <= set(ANSWERS)


@given(st.integers(1, 30), TEXTS, st.randoms(use_true_random=False))
def test_bundle_is_spread_over_slips_that_add_up(slips, texts, chance):
    totals = [counts_of((chance.choice(ANSWERS) for _slip in range(slips)), 1)[0] for _text in range(texts)]
    assert counts_of(spread(totals), texts) == totals


@given(
    st.sampled_from([Base.CAST, Base.PRESENT, Base.ALL]),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8),
)
def test_rival_that_wins_passes_alone_and_has_the_most_yes_of_those_that_pass(base, votes):
    rule = Rule(None, base)
    tallies = [Tally(for_, against, 0, 80, 100) for for_, against in votes]
    made = choose(rule, tallies)
    passing = [tally for tally in tallies if decide(rule, tally) == Outcome.ADOPTED]
    assert made.each == tuple(decide(rule, tally) for tally in tallies)
    if made.winner is not None:
        assert made.outcome == Outcome.ADOPTED
        assert all(tallies[made.winner].for_ > other.for_ for other in passing if other is not tallies[made.winner])
    elif made.run_off:
        assert made.outcome == Outcome.TIED
        assert {tallies[at].for_ for at in made.run_off} == {max(tally.for_ for tally in passing)}
    else:
        assert not passing
        assert made.outcome != Outcome.ADOPTED
