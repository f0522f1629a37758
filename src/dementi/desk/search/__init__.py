# SPDX-License-Identifier: Apache-2.0
"""Rechercher: the index, what is asked of it, what is shown of a match."""
