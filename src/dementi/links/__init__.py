# SPDX-License-Identifier: Apache-2.0
"""Statements on record -> denies, confirms, diverges."""
