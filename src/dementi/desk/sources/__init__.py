# SPDX-License-Identifier: Apache-2.0
"""The feeds that the desk follows: which there are, when each is asked, what came of it, and how well it does."""
