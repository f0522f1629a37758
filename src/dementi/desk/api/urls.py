# SPDX-License-Identifier: Apache-2.0
"""Where is each door of the API? Below /api/v1/: those that describe themselves, and the page that shows the description."""

from __future__ import annotations

from django.urls import path

from dementi.desk.api.application import api
from dementi.desk.api.reference import reference

urlpatterns = [path("reference", reference, name="reference"), path("", api.urls)]
