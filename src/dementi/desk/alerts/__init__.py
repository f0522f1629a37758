# SPDX-License-Identifier: Apache-2.0
"""Saved searches: which there are, what of each is new, and how that is told, once, by mail and to other programs."""
