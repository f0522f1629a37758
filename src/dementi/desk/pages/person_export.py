# SPDX-License-Identifier: Apache-2.0
"""All that the desk lists under one name, as one file: for whoever asks what is kept of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dementi.desk.notes.store import Note, notes_of
from dementi.desk.pages import queries
from dementi.desk.pages.queries import Kept
from dementi.record import Statement

__all__ = ["export"]


@require_safe
def export(request: HttpRequest, speaker: str) -> HttpResponse:
    """Return every statement of a speaker with its source, its answers and the notes beside it, in JSON."""
    kept = queries.dispatches_of(speaker)
    notes = notes_of(each.id for each in kept)
    statements = [
        _statement(request, each, said, notes[each.id].of(said))
        for each in kept
        for said in each.reading.findings.statements
        if said.speaker and queries.speaker_key(said.speaker) == speaker
    ]
    if not statements:
        raise Http404
    names = sorted({str(each["name"]) for each in statements})
    facts = {"key": speaker, "names": names, "offsets": "code points", "statements": statements}
    response = HttpResponse(json.dumps(facts, ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="personne.json"'
    return response


def _statement(request: HttpRequest, kept: Kept, said: Statement, notes: tuple[Note, ...]) -> dict[str, object]:
    article, speaker = kept.reading.article, said.speaker
    return {
        "url": request.build_absolute_uri(reverse("statement", args=[kept.id, said.id])),
        "name": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "side": speaker.side if speaker else None,
        "words": [{"start": span.start, "end": span.end, "exact": span.exact} for span in said.content],
        "stance": said.stance.value,
        "said": said.said.date if said.said else None,
        "found_by": said.found_by,
        "answers": list(_answers(kept, said)),
        "notes": [{"kind": n.kind.value, "who": n.who, "text": n.text, "at": n.at.isoformat()} for n in notes],
        "dispatch": {
            "id": kept.id,
            "headline": article.headline if article else None,
            "outlet": (article.outlet if article else None) or kept.outlet,
            "published": article.published if article else None,
            "url": (article.url if article else None) or kept.url,
            "captured": kept.captured.isoformat(),
            "sha256": kept.digest,
        },
    }


def _answers(kept: Kept, said: Statement) -> Iterator[dict[str, str]]:
    for link in kept.reading.links:
        if said.id in {link.source, link.target}:
            yield {"relation": link.relation.value, "by": link.source, "of": link.target, "found_by": link.found_by}
