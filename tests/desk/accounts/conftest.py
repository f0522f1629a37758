# SPDX-License-Identifier: Apache-2.0
"""A desk with people: Nora is its admin, Émile an editor, Lise a reader; all invented, with one password."""

from collections.abc import Callable, Iterator

import django
import pytest

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402 (models stand only once Django is set up)
from django.contrib.sessions.models import Session  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from dementi.desk.accounts import idle  # noqa: E402
from dementi.desk.accounts.models import Account, Attempts, Pass  # noqa: E402
from dementi.desk.accounts.names import fold_name  # noqa: E402
from dementi.desk.accounts.roles import Role  # noqa: E402

PASSWORD = "neuf ponts sur la Sorve"


@pytest.fixture
def desk(record: None, settings_of_tests: None) -> Iterator[None]:
    """Give a desk without accounts; what a test makes of people goes with it, but for the journal, which stays."""
    yield
    for model in (Session, Pass, Attempts, Account):
        model._default_manager.all().delete()


@pytest.fixture(scope="module")
def settings_of_tests() -> Iterator[None]:
    """Hash passwords in no time: how dear the desk's own way is, is no matter of these tests."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def people(desk: None) -> dict[str, int]:
    """Give the keys of the accounts by role."""
    hashed = make_password(PASSWORD)
    named = {"admin": "Nora Hamel", "editor": "Émile Tardif", "reader": "Lise Orban"}
    return {
        role: Account.objects.create(
            key=fold_name(name), name=name, role=Role[role.upper()], made=timezone.now(), password=hashed
        ).pk
        for role, name in named.items()
    }


@pytest.fixture
def come() -> Callable[..., object]:
    """Give a browser for a role that is logged in; "nobody": one that is not."""

    def as_role(role: str, **more: object) -> object:
        client = Client(SERVER_NAME="localhost", **more)
        if role != "nobody":
            client.force_login(Account.objects.get(role=Role[role.upper()]))
            session = client.session
            session[idle.SEEN] = int(timezone.now().timestamp())
            session.save()
        return client

    return as_role
