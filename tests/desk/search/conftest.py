# SPDX-License-Identifier: Apache-2.0
"""The record with its index, for the pages of the search."""

import pytest
from tests.desk.alerts.conftest import desk

__all__ = ["client", "desk"]


@pytest.fixture
def client(desk):
    from django.test import Client

    return Client(SERVER_NAME="localhost")
