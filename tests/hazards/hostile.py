# SPDX-License-Identifier: Apache-2.0
"""Words that would run, break out or mislead where a sink lets them through, and a dispatch that has them in every field."""

from datetime import datetime

from dementi.record import (
    Article,
    Dispatch,
    Figure,
    Findings,
    Form,
    Furniture,
    FurnitureReason,
    Link,
    Reading,
    Relation,
    Said,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementType,
    Trouble,
)

#: By what they try; several stand in one dispatch (see :func:`together`).
WORDS = {
    "script": "<script>alert(7)</script>",
    "json-ld": "</script><script>alert(7)</script>",
    "attribute": "\" onmouseover=\"alert(7)\" x=\" ' onfocus='alert(7)' autofocus x='",
    "image": "<img src=x onerror=alert(7)>",
    "svg": "<svg/onload=alert(7)><animate onbegin=alert(7) attributeName=x></svg>",
    "mutation": '<noscript><p title="</noscript><img src=x onerror=alert(7)>">',
    "mutation of math": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(7)&gt;">',
    "clobbering": "<form id=contenu name=body><input name=attributes><a id=keys href=javascript:alert(7)>",
    "comment": "--><img src=x onerror=alert(7)>",
    "cdata": "]]><img src=x onerror=alert(7)>",
    "entities": "&lt;img src=x onerror=alert(7)&gt; &#60;script&#62;alert(7)&#60;/script&#62;",
    "title": "</title></textarea></style><iframe srcdoc='<script>alert(7)</script>'>",
    "template": "{{ frame.path }}{% csrf_token %}${7*7}",
    "right to left": "\u202egnp.exe\u202c \u2066x\u2069",
    "control": "a\x00b\x01c\x0b\x1b[31m\x7f\x85\ufffe\uffff",
    "header": "a\r\nSet-Cookie: x=1\r\nContent-Type: text/html\r\n\r\n<script>alert(7)</script>",
    "tex": "}\\write18{rm}\\input{x} % ~ ^ $",
    "label": 'a"} 1\ndementi_x{b="',
    "line separators": "a\u2028b\u2029</p>",
}

#: What a spreadsheet takes for a formula: where a cell begins so.
FORMULAS = {
    "formula": '=HYPERLINK("http://x.invalid","a")',
    "formula after a sign": "\"\n=cmd|'/C calc'!A0",
    "at": "@SUM(1+1)",
    "plus": "+1+cmd|x",
    "minus": "-1+cmd|x",
    "wide formula": "＝1+1",
    "tab": "\t=1+1",
}

#: As addresses of an article: none may become a link.
ADDRESSES = {
    "javascript": "javascript:alert(7)",
    "javascript with a line end": "java\nscript:alert(7)",
    "javascript after a control character": "\x01javascript:alert(7)",
    "javascript in capitals": " JaVaScRiPt:alert(7)",
    "data": "data:text/html,<script>alert(7)</script>",
    "vbscript": "vbscript:alert(7)",
    "no scheme": "//autre.invalid/x",
    "https with markup": 'https://autre.invalid/" onclick="alert(7)',
    "https that becomes javascript": "https://autre.invalid/\r\njavascript:alert(7)",
}


def together() -> dict[str, str]:
    """Return the words six at a time, by name: each is tried in each field, in few dispatches."""
    words = list(WORDS.values())
    return {f"lot {n // 6}": " ".join(words[n : n + 6]) for n in range(0, len(words), 6)}


def dispatch_of(name: str) -> Dispatch:
    """Return a dispatch that has hostile words in all that is said of it."""
    words, url = _words_and_address(name)
    return Dispatch(
        id=f"{name} {words}",
        content=f"{name}\n\n{words}",
        form=Form.ARTICLE,
        published="2026-03-09",
        outlet=words,
        url=url,
    )


def reading_of(name: str) -> Reading:
    """Return a reading that has hostile words in each field that is free text."""
    words, url = _words_and_address(name)
    headline, said, answer = f"Titre {words}", f"dit {words} lundi", f"nie {words} deux"
    text = f"{headline}\n\n{said}\n\n{answer}"
    at, then = len(headline) + 2, len(headline) + len(said) + 4
    first, second = Span.of(text, at, then - 2), Span.of(text, then, len(text))
    speaker, other = Speaker(words, role=words, side=words), Speaker(f"Autre {words}", role=words)
    claim = Statement(
        id="claim", type=StatementType.DIRECT, stance=Stance.ASSERTS, content=(first,), source=first, cue=first,
        speaker=speaker, said=Said(first, "2026-03-09"), found_by="reported.que_clause", medium=first, addressee=first,
    )  # fmt: skip
    denial = Statement(
        id="denial", type=StatementType.INDIRECT, stance=Stance.DENIES, content=(second,), source=second, cue=second,
        speaker=other, said=None, found_by=words, denied=second,
    )  # fmt: skip
    figures = tuple(
        Figure(id=f"f{n}", words=span, low=float(n), high=float(n), counted=words, unit=words, statement=s)
        for n, span, s in ((2, first, "claim"), (3, second, "denial"))
    )
    links = (
        Link(relation=Relation.DENIES, source="denial", target="claim", grounds=(second,), found_by=words),
        Link(relation=Relation.DIVERGES, source="f3", target="f2", grounds=(second,), found_by=words),
    )
    article = Article(
        headline=headline, text=text, paragraphs=(first, second), teaser=words, language="fr", published="2026-03-09",
        modified=words, outlet=words, agency=f"agence {words}", url=url, authors=(words, f"Autre {words}"), standfirst=words,
        furniture=(Furniture(words, FurnitureReason.OTHER),),
    )  # fmt: skip
    troubles = (Trouble("reading", "%(url)s does not answer: %(why)s.", (("url", words), ("why", words))),)
    return Reading(
        id="x",
        article=article,
        findings=Findings(statements=(claim, denial), figures=figures),
        links=links,
        troubles=troubles,
    )


def put(now: datetime) -> dict[str, str]:
    """Put a dispatch of each on record, sign one mark each, join them; return their ids by name."""
    from dementi.desk.adding import _storable
    from dementi.desk.marks.corrected import Kind
    from dementi.desk.marks.store import Said as Mark
    from dementi.desk.marks.store import put as mark
    from dementi.desk.matters.joiner import tried
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_on_record

    ids = {}
    for name in (*together(), *FORMULAS, *ADDRESSES):
        words, _ = _words_and_address(name)
        reading = reading_of(name)
        ids[name] = put_on_record(_storable(dispatch_of(name)), reading, Capture(at=now, headers=((words, words),))).id
        denial = reading.findings.statements[1]
        mark(Mark(dispatch=ids[name], kind=Kind.SPEAKER, statement=denial, who=words, value=f"Dit {words}"), now)
    assert tried(now)
    return ids


def _words_and_address(name: str) -> tuple[str, str]:
    if name in ADDRESSES:
        return name, ADDRESSES[name]
    # No door lets a NUL onto the record: see test_characters.
    words = {**together(), **FORMULAS}[name].replace("\0", "\ufffd")
    return words, words
