# SPDX-License-Identifier: Apache-2.0
"""How is a statement cited? In a sentence, as BibTeX, as JSON-LD, as a W3C annotation.

Sources: schema.org 15 (NewsArticle, Quotation, Claim; never ClaimReview, which is a verdict); W3C Web Annotation Data
Model (2017), sections 4.2.4 and 4.2.5 for the selectors. Offsets are code points of the article's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from dementi.desk.notes.store import Note
from dementi.desk.pages.beside import say_kind
from dementi.desk.pages.days import moment, moment_of
from dementi.desk.pages.queries import Kept
from dementi.desk.pages.wording import quotation_marks
from dementi.record import Article, Span, Speaker, Statement, StatementType

__all__ = ["Cited", "annotation", "bibtex", "json_ld", "sentence"]

#: Code points before and after the words in a text quote selector.
AROUND = 32
CUT = " […] "
#: Our own few terms beside those of the two vocabularies.
TERMS = "urn:dementi:terms#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A statement to be cited.

    Attributes:
        kept: the dispatch on record.
        article: its article.
        statement: which one.
        url: the permalink of the statement, absolute.
        dispatch_url: that of the dispatch.
        text_url: that of the article's text, in which the offsets count.
        notes: what stands beside the statement: replies, corrections that were asked for.
    """

    kept: Kept
    article: Article
    statement: Statement
    url: str
    dispatch_url: str
    text_url: str
    notes: tuple[Note, ...] = ()

    @property
    def words(self) -> str:
        """The words of the statement, pieces joined by a cut; the cue where there are none."""
        pieces = CUT.join(span.exact for span in self.statement.content)
        return pieces or (self.statement.cue.exact if self.statement.cue else "")

    @property
    def outlet(self) -> str:
        """The outlet; "": not known."""
        return self.article.outlet or self.kept.outlet or ""


def sentence(cited: Cited) -> str:
    """Return a citation in one sentence, in the reader's language; what is not known is said to be so."""
    opening, closing = quotation_marks()
    statement, speaker = cited.statement, cited.statement.speaker
    direct = statement.type is StatementType.DIRECT
    words = f"{opening}{cited.words}{closing}" if direct else cited.words
    said = moment(statement.said.date if statement.said else None)
    published = moment(cited.article.published)
    parts = (
        words,
        _who(speaker) if speaker else gettext("unknown speaker"),
        gettext("said on %(day)s") % {"day": said.day} if said else gettext("day not told"),
        cited.outlet or gettext("outlet unknown"),
        gettext("published on %(when)s") % {"when": published} if published else gettext("publication date unknown"),
        gettext("captured on %(when)s") % {"when": moment_of(cited.kept.captured)},
        cited.url,
    )
    return ", ".join(parts) + "."


def bibtex(cited: Cited) -> str:
    """Return an entry for BibTeX: the article, with the statement in its note."""
    published = cited.article.published or ""
    fields = (
        ("author", " and ".join(cited.article.authors)),
        ("title", cited.article.headline or ""),
        ("journal", cited.outlet),
        ("year", published[:4]),
        ("date", published[:10]),
        ("url", cited.article.url or cited.kept.url or ""),
        ("note", sentence(cited)),
    )
    lines = [f"  {name} = {{{_tex(value)}}}" for name, value in fields if value]
    return f"@article{{dementi-{cited.kept.id}-{cited.statement.id},\n" + ",\n".join(lines) + "\n}\n"


def json_ld(cited: Cited) -> dict[str, object]:
    """Return the statement and its article in schema.org's words: a Quotation if it is one, else a Claim."""
    article = {
        "@type": "NewsArticle",
        "@id": cited.dispatch_url,
        "url": cited.article.url or cited.kept.url,
        "headline": cited.article.headline,
        "inLanguage": cited.article.language,
        "datePublished": cited.article.published,
        "dateModified": cited.article.modified,
        "author": [{"@type": "Person", "name": name} for name in cited.article.authors],
        "publisher": {"@type": "Organization", "name": cited.outlet} if cited.outlet else None,
    }
    direct = cited.statement.type is StatementType.DIRECT
    speaker = cited.statement.speaker
    own = {
        "@type": "Quotation" if direct else "Claim",
        "@id": cited.url,
        "text": cited.words,
        "inLanguage": cited.article.language,
        # schema.org has no class for "person or body": what speaks is a Thing with a name.
        "spokenByCharacter" if direct else "claimInterpreter": _thing(speaker),
        "isPartOf" if direct else "appearance": {"@id": cited.dispatch_url},
        "dateCreated": cited.statement.said.date if cited.statement.said else None,
        "comment": [_comment(note) for note in cited.notes],
    }
    return {"@context": "https://schema.org", "@graph": [_known(own), _known(article)]}


def annotation(cited: Cited) -> dict[str, object]:
    """Return the statement as a Web Annotation on the article's text, a target for each piece of its words."""
    spans = cited.statement.content or tuple(filter(None, (cited.statement.cue,)))
    speaker = cited.statement.speaker
    body = {
        "type": "TextualBody",
        "purpose": "identifying",
        "format": "text/plain",
        "value": _who(speaker) if speaker else gettext("unknown speaker"),
    }
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"dementi": TERMS}],
        "id": f"{cited.url}#annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "created": cited.kept.captured.isoformat(timespec="seconds"),
        "body": body,
        "target": [_target(cited, span) for span in spans],
        "dementi:stance": cited.statement.stance.value,
        "dementi:rule": cited.statement.found_by,
        "dementi:unit": "code points",
        "dementi:sha256": cited.kept.digest,
    }


def _target(cited: Cited, span: Span) -> dict[str, object]:
    text = cited.article.text
    return {
        "source": cited.text_url,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.exact,
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }


def _who(speaker: Speaker) -> str:
    return ", ".join(part for part in (speaker.name, speaker.role) if part)


def _thing(speaker: Speaker | None) -> dict[str, object] | None:
    if speaker is None:
        return None
    return _known({"@type": "Thing", "name": speaker.name, "description": speaker.role})


def _comment(note: Note) -> dict[str, object]:
    # A reply or a correction asked for is what somebody says of it, not what the desk holds: a Comment, no CorrectionComment.
    return _known(
        {
            "@type": "Comment",
            "name": say_kind(note.kind),
            "text": note.text,
            "url": note.link,
            "author": {"@type": "Thing", "name": note.who} if note.who else None,
            "dateCreated": note.at.isoformat(timespec="seconds"),
        }
    )


def _known(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _tex(words: str) -> str:
    # A brace or a backslash of a dispatch may not end the field, nor run as a command.
    escaped = re.sub(r"[\\{}]", lambda found: {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"}[found[0]], words)
    return re.sub(r"([%&#$_])", r"\\\1", escaped)
