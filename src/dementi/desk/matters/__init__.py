# SPDX-License-Identifier: Apache-2.0
"""What the dispatches on record make together: copies, stories, ties between their statements, figures in time."""
