# SPDX-License-Identifier: Apache-2.0
"""Who is at the desk, and what may they do? Accounts with roles, one table of what each role may, the journal of who did what.

A desk that only its own machine can ask and that has no account is open: whoever is there may do all, and is named nobody.
"""
