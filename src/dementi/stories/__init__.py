# SPDX-License-Identifier: Apache-2.0
"""Articles -> copies of one dispatch, one story."""
