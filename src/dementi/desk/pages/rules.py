# SPDX-License-Identifier: Apache-2.0
"""What does a rule look for, in plain words? Said under each « Why? »."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

__all__ = ["RULES", "say_rule"]

#: How the rules of links are named where they tie statements of two dispatches.
ELSEWHERE = "_elsewhere"

#: Rules in plain words, as ``found_by`` names them: a rule, or the family (what stands before the dot) that it is of.
RULES = {
    "according": gettext_noop("words attributed to a source by a preposition"),
    "according.preposition": gettext_noop("words attributed to a source by a preposition"),
    "bare": gettext_noop("a quotation without a verb of saying"),
    "bare.colon": gettext_noop("a quotation after a name and a colon"),
    "bare.predicate": gettext_noop("a quotation that is what is said of its subject"),
    "bare.sentence": gettext_noop("a quotation that stands alone as a sentence"),
    "bare.signature": gettext_noop("a quotation with its signature"),
    "by_hand": gettext_noop("a statement that a person added"),
    "by_hand.link": gettext_noop("a link that a person made or kept"),
    "confirms.anaphor": gettext_noop("a confirmation that takes up what was said before by a noun"),
    "confirms.bare": gettext_noop("a bare confirmation, of what stands just before"),
    "confirms.claim_of_named_speaker": gettext_noop("a confirmation that names whose words it takes up"),
    "confirms.negated": gettext_noop("what another denies is said to be so"),
    "confirms.reported": gettext_noop("a confirmation that this dispatch reports of what another tells"),
    "confirms.restated": gettext_noop("a confirmation that says again what it confirms"),
    "denies.anaphor": gettext_noop("a denial that takes up what was said before by a noun"),
    "denies.bare": gettext_noop("a bare denial, of what stands just before"),
    "denies.called_a_lie": gettext_noop("the other is said to lie"),
    "denies.called_false": gettext_noop("what was said just before is called false"),
    "denies.claim_of_named_speaker": gettext_noop("a denial that names whose words it takes up"),
    "denies.negated": gettext_noop("the same proposition, negated by another side"),
    "denies.reported": gettext_noop("a denial that this dispatch reports of what another tells"),
    "denies.restated": gettext_noop("a denial that says again what it denies"),
    "denial": gettext_noop("a phrase that denies"),
    "denial.passive": gettext_noop("a verb of denying in the passive"),
    "denial.phrase": gettext_noop("a phrase that denies"),
    "denies.part_in_it": gettext_noop("a denial of any part in what another says was done"),
    "diverges.same_day": gettext_noop("the same thing counted on the same day"),
    "diverges.same_thing_counted": gettext_noop("the same thing counted, about the same event"),
    "noun": gettext_noop("a noun of saying and what it reports"),
    "noun.of": gettext_noop("a noun of saying and what it reports"),
    "refusal": gettext_noop("a refusal to speak"),
    "refusal.neither": gettext_noop("neither confirmed nor denied"),
    "refusal.phrase": gettext_noop("a phrase that refuses to speak"),
    "refusal.unwilling": gettext_noop("a speaker who did not wish to speak"),
    "refusal.silence": gettext_noop("an answer that was asked for and did not come"),
    "reported": gettext_noop("words reported by a verb of saying"),
    "reported.about": gettext_noop("a verb of saying and what it speaks of"),
    "reported.accusation": gettext_noop("a verb of accusing and what it accuses of"),
    "reported.after_quotation": gettext_noop("a quotation before its verb of saying"),
    "reported.after_words": gettext_noop("words before their verb of saying"),
    "reported.aside": gettext_noop("a reporting clause set between commas"),
    "reported.bare": gettext_noop("a verb of saying without the words said"),
    "reported.colon": gettext_noop("a quotation after a verb of saying and a colon"),
    "reported.infinitive": gettext_noop("an infinitive after a verb of saying"),
    "reported.inside_quotation": gettext_noop("a verb of saying inside the quotation"),
    "reported.judged_as": gettext_noop("a verb of judging and its judgement"),
    "reported.noun_phrase": gettext_noop("a noun as the object of a verb of saying"),
    "reported.passive": gettext_noop("a verb of saying in the passive"),
    "reported.passive_accusation": gettext_noop("a verb of accusing in the passive"),
    "reported.passive_called": gettext_noop("a verb of judging in the passive"),
    "reported.quotation": gettext_noop("a quotation after a verb of saying"),
    "reported.refusal_bare": gettext_noop("a refusal to speak"),
    "reported.relative": gettext_noop("a relative clause after a verb of saying"),
    "reported.that_clause": gettext_noop("a clause after a verb of saying"),
    "reported.to_do": gettext_noop("a verb of asking and what it asks for"),
}


def say_rule(found_by: str) -> str:
    """Return a rule in the reader's language; its own name where neither it nor its family has words."""
    here = found_by.removesuffix(ELSEWHERE)
    for name in (here, here.partition(".")[0]):
        if name in RULES:
            words = gettext(RULES[name])
            return words if here == found_by else gettext("%(rule)s; in another dispatch") % {"rule": words}
    return found_by
