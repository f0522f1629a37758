# SPDX-License-Identifier: Apache-2.0
"""What travels through the desk: dispatches, articles, statements, figures, links, troubles.

Every record is frozen and complete. A stage takes records and returns others. No field can hold a
verdict: there is no place for who is right, for a score or for a rating, and a test holds this.

Units: every offset counts characters (Unicode code points) of ``Article.text``, half-open. That text
never changes once it is made: it is brought to NFC and LF line ends at the door, before any span exists.
"""

from __future__ import annotations

from dementi.record.articles import (
    Article,
    Dispatch,
    Form,
    Furniture,
    FurnitureReason,
    Span,
    Trouble,
    Wire,
    WireStatus,
)
from dementi.record.findings import (
    Figure,
    Findings,
    Link,
    Modality,
    Reading,
    Relation,
    Said,
    Scope,
    Speaker,
    Stance,
    Statement,
    StatementType,
    TimeExpression,
)
from dementi.record.together import (
    CrossLink,
    Matters,
    Point,
    Series,
    Told,
)

__all__ = [
    "Article",
    "CrossLink",
    "Dispatch",
    "Figure",
    "Findings",
    "Form",
    "Furniture",
    "FurnitureReason",
    "Link",
    "Matters",
    "Modality",
    "Point",
    "Reading",
    "Relation",
    "Said",
    "Scope",
    "Series",
    "Span",
    "Speaker",
    "Stance",
    "Statement",
    "StatementType",
    "TimeExpression",
    "Told",
    "Trouble",
    "Wire",
    "WireStatus",
]
