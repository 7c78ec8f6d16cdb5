"""How revisions are settled, kind by kind; `resdiff.ooxml.settle` puts the kinds together."""
