# SPDX-License-Identifier: Apache-2.0
"""A proof holds as it was written, and whatever is changed in it is found and named; all dispatches are invented."""

import base64
import copy
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dementi.errors import InputError
from dementi.newsroom import Newsroom
from dementi.proof import Proof, canonical, digests, seal_of, written
from dementi.proof.checking import Checked, check
from dementi.record import Dispatch, Form, Reading

TEXT = """La Valmarie dément avoir tiré sur Castelnoir

« Aucun obus n’est parti de chez nous », a déclaré lundi la porte-parole Élise Varnier.

Les secours de Castelnoir font état de douze blessés. Le préfet Ivan Lorme a confirmé les tirs.
"""
DISPATCH = Dispatch(
    id="abc123",
    content=TEXT.encode(),
    form=Form.ARTICLE,
    published="2026-03-09T19:09:00+01:00",
    outlet="Le Courrier d'Aubemont",
    url="https://courrier-aubemont.example/1",
    media_type="text/plain",
)


def read(dispatch: Dispatch) -> Reading:
    with Newsroom() as newsroom:
        return newsroom.read(dispatch)


@pytest.fixture(scope="module")
def proof() -> Proof:
    return Proof(
        id=DISPATCH.id,
        name="castelnoir.txt",
        content=TEXT.encode(),
        form="article",
        published=DISPATCH.published,
        outlet=DISPATCH.outlet,
        url=DISPATCH.url,
        media_type=DISPATCH.media_type,
        captured="2026-03-09T18:20:00.000+00:00",
        headers=(("Last-Modified", "Mon, 09 Mar 2026 18:09:00 GMT"),),
        version="0.1.0",
        reading=read(DISPATCH),
    )


@pytest.fixture(scope="module")
def file(proof: Proof) -> bytes:
    return written(proof)


def named(checked: Checked) -> str:
    return " ".join(f"{trouble.message} {dict(trouble.values)}" for trouble in checked.faults)


def resealed(parts: dict[str, Any]) -> bytes:
    """Return a proof as a forger writes it who knows how proofs are made."""
    inner = {name: value for name, value in parts.items() if name not in {"digests", "seal"}}
    found = digests(inner)
    return canonical({**inner, "digests": found, "seal": seal_of(found)})


def test_a_proof_holds_as_it_was_written(file: bytes) -> None:
    checked = check(file, read)
    assert checked.faults == ()
    assert len(checked.held) == 4
    assert checked.seal == json.loads(file)["seal"]


def test_the_same_dispatch_gives_the_same_proof(proof: Proof, file: bytes) -> None:
    assert written(proof) == file


def test_a_proof_has_all_that_is_asked_of_it(file: bytes) -> None:
    parts = json.loads(file)
    assert base64.b64decode(parts["content"]) == TEXT.encode()
    assert parts["dispatch"]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert parts["dispatch"]["captured"] == "2026-03-09T18:20:00.000+00:00"
    assert parts["dispatch"]["url"] == DISPATCH.url
    assert parts["dispatch"]["headers"] == [["Last-Modified", "Mon, 09 Mar 2026 18:09:00 GMT"]]
    assert parts["reader"]["version"] == "0.1.0"
    assert len(parts["reading"]["statements"]) >= 2
    text = parts["reading"]["article"]["text"]
    for statement in parts["reading"]["statements"]:
        for words in statement["content"]:
            assert text[words["start"] : words["end"]] == words["exact"]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict) and value:
        return [leaf for name in value for leaf in leaves(value[name], (*path, name))]
    if isinstance(value, list) and value:
        return [leaf for number, inner in enumerate(value) for leaf in leaves(inner, (*path, number))]
    return [path]


def changed(value: Any) -> Any:
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1:] != "0" else "1")
    if isinstance(value, bool) or value is None:
        return "x"
    if isinstance(value, int | float):
        return value + 1
    return [*value, "x"] if isinstance(value, list) else {"x": 1}


def test_every_field_that_is_changed_is_found_and_named(file: bytes) -> None:
    whole = json.loads(file)
    places = leaves({name: value for name, value in whole.items() if name not in {"digests", "seal", "proof"}})
    assert len(places) > 50
    for path in places:
        parts = copy.deepcopy(whole)
        place = parts
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = changed(place[path[-1]])
        checked = check(canonical(parts), lambda _: Reading(id="", article=None))
        expected = ".".join(str(step) for step in path[:3] if isinstance(step, str))
        assert any(expected.startswith(dict(fault.values).get("part", "?")) for fault in checked.faults), path


def test_a_changed_digest_or_seal_is_found(file: bytes) -> None:
    for path in (("seal",), ("digests", "content"), ("digests", "dispatch.captured")):
        parts = json.loads(file)
        place = parts[path[0]] if len(path) > 1 else parts
        place[path[-1]] = changed(place[path[-1]])
        assert named(check(canonical(parts), read)) != "", path


def test_parts_that_are_added_or_taken_away_are_found(file: bytes) -> None:
    added, taken = json.loads(file), json.loads(file)
    added["dispatch"]["verdict"] = "x"
    del taken["dispatch"]["captured"]
    assert "dispatch.verdict" in named(check(canonical(added), read))
    assert "dispatch.captured" in named(check(canonical(taken), read))


@settings(max_examples=400)
@given(st.data())
def test_any_byte_that_is_changed_is_found(file: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(file) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda each: each != file[at]))
    tampered = file[:at] + bytes([byte]) + file[at + 1 :]
    try:
        checked = check(tampered, lambda _: Reading(id="", article=None))
    except InputError:
        return
    assert [fault for fault in checked.faults if "Read again" not in fault.message] != []


def test_spaces_doubled_keys_and_what_follows_are_found(file: bytes) -> None:
    for tampered in (
        file + b" ",
        file.replace(b"{\n", b"{ \n", 1),
        file.replace(b'"proof": 1', b'"proof": 2, "proof": 1'),
    ):
        assert tampered != file
        assert "not written as proofs are" in named(check(tampered, read))


FORGERIES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "other bytes": (lambda p: p.update(content=base64.b64encode(b"Autre").decode()), "SHA-256"),
    "another text": (
        lambda p: p["reading"]["article"].update(text=p["reading"]["article"]["text"].replace("douze", "trois")),
        "article",
    ),
    "another speaker": (lambda p: p["reading"]["statements"][0]["speaker"].update(name="Ivan Lorme"), "statements"),
    "a statement less": (lambda p: p["reading"]["statements"].pop(), "statements"),
    "a figure less": (lambda p: p["reading"]["figures"].clear(), "figures"),
    "another day": (lambda p: p["dispatch"].update(published="2026-03-10"), "article"),
    "other words": (lambda p: p["reading"]["statements"][0]["content"][0].update(exact="x"), "statements[0]"),
    "a form that is none": (lambda p: p["dispatch"].update(form="oracle"), "cannot be understood"),
}


@pytest.mark.parametrize(("forge", "word"), FORGERIES.values(), ids=FORGERIES)
def test_a_forger_who_seals_anew_is_found_by_what_the_bytes_say(
    file: bytes, forge: Callable[[dict[str, Any]], object], word: str
) -> None:
    parts = json.loads(file)
    forge(parts)
    tampered = resealed(parts)
    checked = check(tampered, read)
    assert word in named(checked)


def test_what_the_bytes_do_not_say_is_guarded_by_the_seal_that_was_kept(file: bytes) -> None:
    parts = json.loads(file)
    kept = parts["seal"]
    parts["dispatch"]["captured"] = "2026-03-01T00:00:00.000+00:00"
    forged = resealed(parts)
    assert check(forged, read).faults == ()
    assert "seal" in named(check(forged, read, kept))
    assert check(file, read, kept.upper()).faults == ()


def test_another_build_that_finds_something_else_does_not_break_a_proof(file: bytes) -> None:
    parts = json.loads(file)
    parts["reader"]["build"] = "0" * 16
    parts["reading"]["statements"].pop()
    parts["reading"]["links"] = []
    checked = check(resealed(parts), read)
    assert checked.faults == ()
    assert any("Another build" in held.message for held in checked.held)


def test_a_dispatch_that_could_not_be_read_has_a_proof(proof: Proof) -> None:
    empty = replace(DISPATCH, content=b"")
    reading = read(empty)
    assert reading.article is None
    assert check(written(replace(proof, content=b"", reading=reading)), read).faults == ()


def read_nothing(dispatch: Dispatch) -> Reading:
    """Stand for a reader: what it is given must be what a dispatch is."""
    assert isinstance(dispatch.id, str)
    assert all(
        each is None or isinstance(each, str)
        for each in (dispatch.published, dispatch.outlet, dispatch.url, dispatch.media_type)
    )
    return Reading(id=dispatch.id, article=None)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300)
@given(st.data())
def test_whatever_stands_in_a_proof_is_checked_or_refused(file: bytes, data: st.DataObject) -> None:
    parts = json.loads(file)
    path = data.draw(st.sampled_from([(name,) for name in parts] + [("dispatch", name) for name in parts["dispatch"]]))
    place = parts[path[0]] if len(path) > 1 else parts
    place[path[-1]] = data.draw(ANYTHING)
    for content in (canonical(parts), resealed(parts) if isinstance(parts["reading"], dict) else b"{}"):
        try:
            checked = check(content, read_nothing)
        except InputError:
            continue
        assert isinstance(checked, Checked)


@pytest.mark.parametrize("depth", [300, 900, 1500, 5_000, 200_000])
def test_a_proof_that_is_nested_deeply_does_not_hold(file: bytes, depth: int) -> None:
    deep = file.replace(b'"links": ', b'"links": ' + b"[" * depth + b"]" * depth + b', "other": ', 1)
    try:
        checked = check(deep, read_nothing)
    except InputError as error:
        assert "proof" in str(error)  # noqa: PT017 (both ends are right, which of them hangs on the depth)
    else:
        assert checked.faults != ()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"\xff\xfe", b'{"proof": 7}', b'{"proof": 1}', b"[" * 100_000, b'{"proof": 1, "dispatch": []}'],
)
def test_what_is_no_proof_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(InputError, match="proof"):
        check(content, read)
