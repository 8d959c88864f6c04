from hypothesis import given as examples
from hypothesis import strategies as st

from bot.domain.assessment import Given, from_json, to_json

GIVEN = st.one_of(
    st.builds(Given, st.sampled_from(["skip", "unknown"])),
    st.builds(lambda a, b: Given(low=a, high=a + b), st.integers(0, 10**7), st.integers(0, 500)),
    st.builds(lambda day: Given(day=day), st.dates()),
    st.builds(lambda ids: Given(picked=tuple(ids)), st.lists(st.sampled_from("abc"), min_size=1)),
    st.builds(lambda text: Given(text=text), st.text()),
)


@examples(GIVEN)
def test_an_answer_survives_keeping(given: Given) -> None:
    assert from_json(to_json(given)) == given
