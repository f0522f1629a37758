# SPDX-License-Identifier: Apache-2.0
"""Démenti: a self-hosted, French-first news desk that keeps who said what, and who denies it."""

__version__ = "0.1.0"
