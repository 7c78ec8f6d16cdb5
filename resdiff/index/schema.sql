-- The collection in one file. `files.path` keeps its name and meaning in every later version:
-- a rebuild from an older version reads it, and nothing else.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,    -- absolute
    digest TEXT NOT NULL,         -- SHA-256 of the bytes that were read; '' before they are
    format TEXT NOT NULL DEFAULT '',
    characters INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE works (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,         -- body, kind and number '' for what is no instrument
    UNIQUE (body, kind, number)
);

CREATE TABLE editions (           -- one instrument of one file, or what stands around them
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    position INTEGER NOT NULL,    -- in the file
    work INTEGER NOT NULL REFERENCES works,
    language TEXT NOT NULL,
    revised INTEGER NOT NULL,
    place TEXT NOT NULL,          -- as printed
    place_id TEXT NOT NULL,       -- the same in every language
    year INTEGER NOT NULL,        -- 0 where none was read
    title TEXT NOT NULL,
    adopting TEXT NOT NULL,
    proposal TEXT NOT NULL        -- JSON; '' for a text that nobody proposes
);
CREATE INDEX editions_by_file ON editions (file);
CREATE INDEX editions_by_work ON editions (work, language, year);

CREATE TABLE histories (          -- the editions that a text's own history line names
    edition INTEGER NOT NULL REFERENCES editions ON DELETE CASCADE,
    position INTEGER NOT NULL,
    revised INTEGER NOT NULL,
    place TEXT NOT NULL,
    place_id TEXT NOT NULL,
    year INTEGER NOT NULL,
    PRIMARY KEY (edition, position)
) WITHOUT ROWID;

CREATE TABLE wordings (           -- every text once, however many clauses say it
    id INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE,  -- of language and text
    text TEXT NOT NULL
);

CREATE TABLE clauses (
    edition INTEGER NOT NULL REFERENCES editions ON DELETE CASCADE,
    position INTEGER NOT NULL,
    wording INTEGER NOT NULL REFERENCES wordings,
    parent INTEGER NOT NULL,      -- a position, -1 at the top
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    place TEXT NOT NULL,          -- for people: "considering b)"
    label TEXT NOT NULL,
    number TEXT NOT NULL,
    call_id TEXT NOT NULL,
    part TEXT NOT NULL,
    addressee TEXT NOT NULL,
    note TEXT NOT NULL,
    cell TEXT NOT NULL,           -- JSON, '' outside tables
    marks TEXT NOT NULL,          -- JSON, '' where there are none
    PRIMARY KEY (edition, position)
) WITHOUT ROWID;
CREATE INDEX clauses_by_wording ON clauses (wording);

CREATE TABLE citations (
    edition INTEGER NOT NULL REFERENCES editions ON DELETE CASCADE,
    clause INTEGER NOT NULL,      -- its position
    start INTEGER NOT NULL,       -- the whole citation, code points of the clause's text
    stop INTEGER NOT NULL,
    work INTEGER NOT NULL REFERENCES works,
    revised INTEGER NOT NULL,
    place TEXT NOT NULL,
    place_id TEXT NOT NULL,
    year INTEGER NOT NULL,        -- 0 where no edition is printed, or none that can be read
    source TEXT NOT NULL,         -- how the body is known: citations.BodySource
    certainty REAL NOT NULL       -- from 0 to 1, of the body
);
CREATE INDEX citations_by_work ON citations (work);
CREATE INDEX citations_by_edition ON citations (edition);

-- The words of each wording, as `words.py` makes them: split at blanks and nowhere else.
CREATE VIRTUAL TABLE found USING fts5 (words, stems, language, content = '', tokenize = 'ascii');
