# SPDX-License-Identifier: Apache-2.0
"""A refusal is said in plain words, set as the rest, with the status that it is."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory
from django.utils import translation


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


@pytest.fixture
def errors():
    # The module needs the desk set up, which happens once the tests run.
    from dementi.desk.pages import errors

    return errors


@pytest.fixture
def request_():
    return RequestFactory().get("/somewhere")


@pytest.mark.parametrize(
    ("answer", "status", "title"),
    [
        ("bad_request", 400, "Cette demande est illisible"),
        ("not_allowed", 403, "Accès refusé"),
        ("csrf_failure", 403, "Accès refusé"),
        ("not_found", 404, "Cette page n’existe pas"),
        ("server_error", 500, "Démenti n’a pas pu le faire"),
    ],
)
def test_each_refusal_has_its_status_and_its_words(request_, errors, answer, status, title):
    page = getattr(errors, answer)(request_)
    assert page.status_code == status
    assert f'<h1 class="title">{title}</h1>' in page.content.decode()
    assert "Rubriques" in page.content.decode()


def test_what_is_too_large_is_said_to_be(request_, errors):
    page = errors.bad_request(request_, RequestDataTooBig())
    assert "Plus de 12\xa0Mo ont été envoyés d’un coup. Rien n’a été modifié." in page.content.decode()


def test_an_error_page_asks_nothing_of_the_record(request_, errors):
    # No database is set up in these tests: a page that asked it would fail.
    assert errors.server_error(request_).status_code == 500
