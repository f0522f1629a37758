# SPDX-License-Identifier: Apache-2.0
"""How the models that ship are made from the treebanks, the dictionary and the entity corpus; never imported by src."""
