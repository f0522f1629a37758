# SPDX-License-Identifier: Apache-2.0
"""What stands beside a statement from outside its dispatch: replies, corrections asked, what is off the public site. Only appended to."""
