# SPDX-License-Identifier: Apache-2.0
"""A quotation shows the dispatch's marks once: the desk adds its own only where the dispatch's are left out."""

from dementi.desk.pages.marks import Stretch
from dementi.desk.pages.quotes import quote

TEXT = "Elle a ajouté que l'état-major avait appris les tirs « par les habitants »."


def shown(*stretches: Stretch) -> str:
    return "".join(piece.text for piece in quote(TEXT, stretches))


def stretch(words: str, *, direct: bool) -> Stretch:
    start = TEXT.index(words)
    return Stretch(start, start + len(words), direct)


def test_marks_that_stand_in_the_words_are_not_doubled() -> None:
    whole = shown(
        stretch("l'état-major avait appris les tirs « ", direct=False),
        stretch("par les habitants", direct=True),
        stretch(" »", direct=False),
    )
    assert whole == "l'état-major avait appris les tirs « par les habitants »"


def test_direct_words_alone_stand_between_the_desk_s_marks() -> None:
    assert shown(stretch("par les habitants", direct=True)).strip("«»\u202f\u00a0 ") == "par les habitants"
    assert shown(stretch("par les habitants", direct=True))[0] == "«"
