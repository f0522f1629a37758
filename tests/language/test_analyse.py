# SPDX-License-Identifier: Apache-2.0
"""An analysis keeps every offset of its text, ends sentences at line ends, and hangs a reporting verb on its words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dementi.language import Analysis, analyse

TEXT = "Castelnoir : l'armée dément\n\n« Rien n'a été détruit », a affirmé Ina Morel, maire d'Aubemont. Elle a quitté la ville."


def word(analysis: Analysis, form: str):
    return next(t for t in analysis.tokens if t.form == form)


def test_tokens_stand_where_they_say() -> None:
    analysis = analyse(TEXT)
    assert analysis.text == TEXT
    assert [TEXT[t.start : t.end] for t in analysis.tokens] == [t.form for t in analysis.tokens]
    assert [t.index for t in analysis.tokens] == list(range(len(analysis.tokens)))


def test_a_line_end_ends_a_sentence() -> None:
    analysis = analyse(TEXT)
    assert analysis.sentences[0].end == TEXT.index("\n")
    assert all("\n" not in TEXT[s.start : s.end] for s in analysis.sentences)


def test_each_sentence_is_a_tree_of_its_own() -> None:
    analysis = analyse(TEXT)
    for sentence in analysis.sentences:
        tokens = analysis.tokens[sentence.first : sentence.last]
        assert [t.index for t in tokens if t.head == t.index] == [sentence.root]
        assert analysis.tokens[sentence.root].deprel == "root"
        assert {t.index for t in analysis.subtree(analysis.tokens[sentence.root])} == {t.index for t in tokens}


def test_the_inverted_speaker_is_the_subject_of_the_verb_of_saying() -> None:
    analysis = analyse(TEXT)
    verb = word(analysis, "affirmé")
    subjects = [t.form for t in analysis.children(verb) if t.relation == "nsubj"]
    assert (verb.upos, verb.lemma) == ("VERB", "affirmer")
    assert subjects == ["Ina"]


def test_persons_are_entities() -> None:
    analysis = analyse(TEXT)
    assert ("PER", "Ina Morel") in [(e.kind, e.span.exact) for e in analysis.entities]


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet="abé'’-.,!?«»\"() \n\u00a0A1", max_size=120))
def test_any_text_is_analysed_with_its_offsets(text: str) -> None:
    analysis = analyse(text)
    assert all(text[t.start : t.end] == t.form for t in analysis.tokens)
    assert all(text[e.span.start : e.span.end] == e.span.exact for e in analysis.entities)
