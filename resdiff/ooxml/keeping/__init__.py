"""A file's own tracked changes, kept beside those that a comparison makes.

The marker reads settled files only. So the old file's marks are taken out of it and noted down
(`hide`), at places that marking carries along: a bookmark of our own where something went, a
wrapper that says nothing around runs that came, an element of our own in the properties of what
came or changed. The marker then marks what is left, the final view of the old file, and the marks
are put back around its own (`show`). Where that fails the proof, it is done once more with cells
and paragraphs marked as far as old marks reach (`mark.fixed`).

What must hold of the result is proved on it (`prove`), for the marks of the old file (theirs) and
the new ones (ours):

    ours rejected                  the old file as it came: each letter in the same marks, looks,
                                   links and controls (`telling`)
    all accepted                   the new file
    all rejected                   the old file with everything rejected
    theirs accepted                the comparison as it is without the old marks: accepting it
                                   gives the new file, rejecting it the old one, final view
    theirs rejected, ours accepted the same in either order
"""

from resdiff.ooxml.keeping.hiding import hide
from resdiff.ooxml.keeping.notebook import Hidden
from resdiff.ooxml.keeping.proof import authors, place, prove
from resdiff.ooxml.keeping.showing import show
from resdiff.ooxml.keeping.telling import told

__all__ = ["Hidden", "authors", "hide", "place", "prove", "show", "told"]
