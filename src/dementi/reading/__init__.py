# SPDX-License-Identifier: Apache-2.0
"""Dispatch -> Article: article, dump, page."""
