# SPDX-License-Identifier: Apache-2.0
"""How the record came to its present form."""
