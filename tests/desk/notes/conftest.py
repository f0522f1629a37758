# SPDX-License-Identifier: Apache-2.0
"""The record is known before the modules of these tests import it."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")
django.setup()
