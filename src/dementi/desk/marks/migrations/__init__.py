# SPDX-License-Identifier: Apache-2.0
"""How the table of marks came to its present form."""
