# SPDX-License-Identifier: Apache-2.0
"""The record: what came in, as it came, and all that was read in it."""
