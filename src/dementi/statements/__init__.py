# SPDX-License-Identifier: Apache-2.0
"""Article -> statements, figures, dates."""
