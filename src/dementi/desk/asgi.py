# SPDX-License-Identifier: Apache-2.0
"""The desk as an ASGI application, for uvicorn or another server."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

from dementi.desk.body import BodyLimit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")

application = BodyLimit(get_asgi_application())
