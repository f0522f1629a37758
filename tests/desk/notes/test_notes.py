# SPDX-License-Identifier: Apache-2.0
"""Notes are only added to, found again by id or by words, and put and taken back on the pages of the desk; requests are settled once."""

from datetime import UTC, datetime, timedelta

import pytest

from dementi.desk.notes import asked, store
from dementi.desk.notes.asked import Asked, link_of, plain
from dementi.desk.notes.store import Kind, New, Notes
from dementi.record import Article, Dispatch, Findings, Reading, Span, Speaker, Stance, Statement, StatementType

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
TEXT = "Le quai ferme\n\n« Le quai restera fermé », a déclaré Ina Morel, et « rien ne presse »."


def statement(words: str, name: str = "s1") -> Statement:
    start = TEXT.index(words)
    return Statement(
        id=name,
        type=StatementType.DIRECT,
        stance=Stance.ASSERTS,
        content=(Span.of(TEXT, start, start + len(words)),),
        source=None,
        cue=None,
        speaker=Speaker("Ina Morel"),
        said=None,
        found_by="reported.after_quotation",
    )


SAID = statement("Le quai restera fermé")
OTHER = statement("rien ne presse", "s2")


@pytest.fixture
def empty(record):
    """A record and notes with nothing in them."""
    from dementi.desk.notes.models import Note, Request

    yield
    Request.objects.all().delete()
    Note.objects.filter(undoes__isnull=False).delete()
    Note.objects.all().delete()


@pytest.fixture
def dispatch(empty):
    """A dispatch of two statements, on record as if it had been read."""
    from dementi.desk.record.capture import Capture
    from dementi.desk.record.store import put_on_record

    body = Span.of(TEXT, TEXT.index("«"), len(TEXT))
    article = Article(headline="Le quai ferme", text=TEXT, paragraphs=(body,), teaser="", language="fr")
    reading = Reading(id="quai", article=article, findings=Findings(statements=(SAID, OTHER)))
    return put_on_record(Dispatch(id="quai", content=TEXT), reading, Capture(at=NOW)).id


def put(kind=Kind.REPLY, said=SAID, **more):
    return store.put(New(dispatch="d", statement=said, kind=kind, by="Une rédactrice", **more), NOW)


def held() -> Notes:
    return store.notes_of(["d"])["d"]


def test_a_note_stands_beside_its_statement_and_no_other(empty):
    put(text="Le quai rouvre en mars.", who="Ina Morel", link="https://quai.example/reponse")
    put(Kind.DESK, None, text="De toute la dépêche.")
    (note,) = held().of(SAID)
    assert (note.who, note.text, note.link, note.by) == (
        "Ina Morel",
        "Le quai rouvre en mars.",
        "https://quai.example/reponse",
        "Une rédactrice",
    )
    assert held().of(OTHER) == ()
    assert [each.kind for each in held().of(None)] == [Kind.DESK]


def test_a_note_is_found_again_by_its_words_in_another_reading(empty):
    put()
    assert len(held().of(statement("Le quai restera fermé", "renamed"))) == 1
    assert held().of(statement("Le quai restera", "renamed")) == ()


def test_taking_back_adds_a_line_and_deletes_none(empty):
    from dementi.desk.notes.models import Note

    number = put()
    assert store.undo(number, by="Un autre", now=NOW).number == number
    assert held().all == ()
    assert store.undo(number, by="Un autre", now=NOW) is None
    assert [(row.by, row.undoes_id) for row in Note.objects.order_by("seq")] == [
        ("Une rédactrice", None),
        ("Un autre", number),
    ]


def test_what_is_typed_becomes_plain_text():
    assert plain("a\r\nb\x00\x1b[31m\u202ec\n\n\n\nd ") == "a\nb[31mc\n\nd"
    assert plain("Qui\u202f?\tMoi.") == "Qui\u202f? Moi."
    assert len(plain("x" * 9000)) == asked.LONGEST
    assert link_of(" https://a.example/ b ") == "https://a.example/b"
    for hostile in ("javascript:alert(1)", "//a.example", "data:text/html,x", "HTTPS", "ht\ntp:x"):
        assert link_of(hostile) == ""


def request(text="Je demande à répondre.") -> Asked:
    return Asked(dispatch="d", statement=SAID.id, who="Ina Morel", text=text, contact="ina@quai.example")


def test_a_request_is_settled_once_and_the_note_says_by_whom(empty):
    assert asked.ask(request(), NOW)
    (waits,) = asked.waiting()
    note = New(dispatch="d", statement=SAID, kind=Kind.REPLY, by="x", who="Ina Morel", text=waits.asked.text)
    assert asked.settle(waits.number, note, by="Nora", now=NOW)
    assert not asked.settle(waits.number, note, by="Nora", now=NOW)
    assert [(each.by, each.text) for each in held().all] == [("Nora", "Je demande à répondre.")]


def test_a_request_that_is_set_aside_stays_on_record_without_a_note(empty):
    from dementi.desk.notes.models import Request

    asked.ask(request(), NOW)
    assert asked.settle(asked.waiting()[0].number, None, by="Nora", now=NOW)
    assert held().all == ()
    assert Request.objects.get().settled_by == "Nora"


def test_a_flood_of_requests_is_stopped_for_an_hour(empty, monkeypatch):
    monkeypatch.setattr(asked, "MOST_IN_AN_HOUR", 3)
    assert [asked.ask(request(), NOW) for _ in range(4)] == [True, True, True, False]
    assert asked.ask(request(), NOW + timedelta(hours=1, minutes=1))
    monkeypatch.setattr(asked, "MOST_WAITING", 4)
    assert not asked.ask(request(), NOW + timedelta(days=1))


@pytest.fixture
def desk():
    """Somebody at an open desk."""
    from django.test import Client

    return Client(headers={"host": "127.0.0.1:8017"})


def test_an_editor_puts_a_note_and_takes_it_back_on_the_page(dispatch, desk):
    page = f"/depeches/{dispatch}/declarations/{SAID.id}"
    sent = {"kind": "reply", "of": "Ina Morel", "text": "Le quai <b>rouvre</b>.", "who": "Nora"}
    assert desk.post(f"{page}/note", sent)["Location"] == f"{page}?fait=note#notes"
    shown = desk.get(page).content.decode()
    assert "Le quai &lt;b&gt;rouvre&lt;/b&gt;." in shown
    assert "Consigné par Nora" in shown
    (note,) = store.notes_of([dispatch])[dispatch].all
    assert desk.get(f"/notes/{note.number}/annuler").status_code == 405
    desk.post(f"/notes/{note.number}/annuler", {"who": "Nora"})
    assert "rouvre" not in desk.get(page).content.decode()


def test_a_note_on_a_whole_dispatch_has_a_page_of_its_own(dispatch, desk):
    assert f"/depeches/{dispatch}/notes" in desk.get(f"/depeches/{dispatch}").content.decode()
    desk.post(f"/depeches/{dispatch}/notes/ajouter", {"kind": "taken_down", "of": "Ina Morel", "who": "Nora"})
    assert "Retiré du site public" in desk.get(f"/depeches/{dispatch}/notes").content.decode()
    assert desk.get("/depeches/nulle/notes").status_code == 404


def test_a_note_without_a_name_a_text_or_a_kind_is_refused(dispatch, desk):
    page = f"/depeches/{dispatch}/declarations/{SAID.id}/note"
    assert desk.post(page, {"kind": "reply", "text": "x"}).status_code == 400
    assert desk.post(page, {"kind": "reply", "who": "Nora"}).status_code == 400
    assert desk.post(page, {"kind": "verdict", "who": "Nora", "text": "x"}).status_code == 404
    assert desk.post(page.replace(SAID.id, "s9"), {"kind": "reply", "who": "Nora", "text": "x"}).status_code == 404
    assert store.notes_of([dispatch])[dispatch].all == ()


def test_with_accounts_an_editor_signs_by_name_and_a_reader_only_reads(dispatch):
    from django.test import Client

    from dementi.desk.accounts.models import Account
    from dementi.desk.accounts.roles import Role

    page, clients = f"/depeches/{dispatch}/declarations/{SAID.id}", {}
    for name, role in (("Nora", Role.EDITOR), ("Lia", Role.READER)):
        account = Account(key=name.lower(), name=name, role=int(role), made=NOW)
        account.set_password("un long mot de passe")
        account.save()
        clients[name] = Client(headers={"host": "127.0.0.1:8017"})
        clients[name].post("/connexion", {"name": name, "password": "un long mot de passe"})
    try:
        sent = {"kind": "reply", "text": "Le quai rouvre.", "who": "Quelqu'un d'autre"}
        assert clients["Lia"].post(f"{page}/note", sent).status_code == 403
        assert clients["Nora"].post(f"{page}/note", sent).status_code == 302
        seen = {name: client.get(page).content.decode() for name, client in clients.items()}
        assert all("Consigné par Nora" in each for each in seen.values())
        assert "/annuler" in seen["Nora"]
        assert "/annuler" not in seen["Lia"]
        assert clients["Lia"].get("/demandes").status_code == 403
    finally:
        Account.objects.all().delete()
