# SPDX-License-Identifier: Apache-2.0
"""Where does an address lead? To the pages; to their own refusals where it leads nowhere."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("dementi.desk.pages.urls")),
    path("", include("dementi.desk.public.urls")),
    path("api/v1/", include("dementi.desk.api.urls")),
]

handler400 = "dementi.desk.pages.errors.bad_request"
handler403 = "dementi.desk.pages.errors.not_allowed"
handler404 = "dementi.desk.pages.errors.not_found"
handler500 = "dementi.desk.pages.errors.server_error"
