# SPDX-License-Identifier: Apache-2.0
"""What does a reader see? One page, one file; the routes are in ``urls``, the words of the desk in ``wording``."""
