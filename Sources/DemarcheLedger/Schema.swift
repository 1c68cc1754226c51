internal import GRDB

/// The ledger's tables. A migration that was shipped is never edited: a change is a new migration.
enum Schema {
    /// `demr` in ASCII: tells a ledger from any other SQLite file.
    static var applicationID: Int { 0x6465_6d72 }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 reports, runs and claims") { try $0.execute(sql: reports + claims) }
        migrator.registerMigration("2 events, answers, measures and designations") {
            try $0.execute(sql: record)
        }
        migrator.registerMigration("3 judgements, withdrawals and the chain of entries") {
            try $0.execute(sql: judgements)
        }
        migrator.registerMigration("4 words") { try $0.execute(sql: words) }
        migrator.registerMigration("5 nothing overwritten") { try $0.execute(sql: guards) }
        migrator.registerMigration("6 tallies of what stands") {
            try $0.execute(sql: Tallies.tables + Tallies.filling)
        }
        migrator.registerMigration("7 blocks that wait to be gathered") { try $0.execute(sql: pending) }
        migrator.registerMigration("8 tallies of actors and of the named") {
            try $0.execute(sql: Tallies.reach)
        }
        return migrator
    }

    private static let reports = """
        CREATE TABLE runs (
          seq INTEGER PRIMARY KEY, program TEXT NOT NULL, lexicon TEXT NOT NULL, model TEXT NOT NULL,
          UNIQUE (program, lexicon, model)) STRICT;
        CREATE TABLE reports (
          seq INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, id TEXT NOT NULL, published TEXT, source TEXT,
          url TEXT, language TEXT, received TEXT NOT NULL, scalars INTEGER NOT NULL) STRICT;
        CREATE INDEX reports_by_id ON reports (id);
        CREATE TABLE texts (report INTEGER PRIMARY KEY REFERENCES reports, title TEXT, text BLOB NOT NULL) STRICT;
        CREATE TABLE sightings (
          seq INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports, id TEXT NOT NULL, published TEXT,
          title TEXT, source TEXT, url TEXT, received TEXT NOT NULL) STRICT;
        CREATE INDEX sightings_by_report ON sightings (report);
        CREATE TABLE codings (
          seq INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports, run INTEGER NOT NULL REFERENCES runs,
          received TEXT NOT NULL, UNIQUE (report, run)) STRICT;
        CREATE TABLE passages (
          coding INTEGER NOT NULL REFERENCES codings, ordinal INTEGER NOT NULL, first INTEGER NOT NULL,
          last INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, rule TEXT NOT NULL,
          PRIMARY KEY (coding, ordinal)) STRICT, WITHOUT ROWID;
        CREATE TABLE sentences (
          seq INTEGER PRIMARY KEY, coding INTEGER NOT NULL REFERENCES codings, ordinal INTEGER NOT NULL,
          first INTEGER NOT NULL, last INTEGER NOT NULL, reason TEXT NOT NULL, UNIQUE (coding, ordinal)) STRICT;

        """

    private static let claims = """
        CREATE TABLE claims (
          seq INTEGER PRIMARY KEY, coding INTEGER NOT NULL REFERENCES codings, ordinal INTEGER NOT NULL,
          id TEXT NOT NULL, block TEXT NOT NULL, act TEXT NOT NULL, cameo TEXT NOT NULL, modality TEXT NOT NULL,
          earliest TEXT, latest TEXT, sentence INTEGER NOT NULL, confidence REAL NOT NULL, json TEXT NOT NULL,
          UNIQUE (coding, ordinal)) STRICT;
        CREATE INDEX claims_by_id ON claims (id);
        CREATE INDEX claims_by_block ON claims (block);
        CREATE TABLE roles (
          claim INTEGER NOT NULL REFERENCES claims, side TEXT NOT NULL, ordinal INTEGER NOT NULL,
          code TEXT NOT NULL, sector TEXT NOT NULL, name TEXT NOT NULL, ground TEXT NOT NULL,
          PRIMARY KEY (claim, side, ordinal)) STRICT, WITHOUT ROWID;
        CREATE INDEX roles_by_actor ON roles (code, side);
        """

    private static let record = """
        CREATE TABLE events (
          seq INTEGER PRIMARY KEY, id TEXT NOT NULL, block TEXT NOT NULL, act TEXT NOT NULL, modality TEXT NOT NULL,
          earliest TEXT, latest TEXT, received TEXT NOT NULL, json TEXT NOT NULL) STRICT;
        CREATE INDEX events_by_id ON events (id);
        CREATE INDEX events_by_block ON events (block);
        CREATE INDEX events_by_day ON events (earliest);
        CREATE TABLE event_ends (
          event INTEGER PRIMARY KEY REFERENCES events, successor TEXT, received TEXT NOT NULL) STRICT;
        CREATE TABLE event_claims (
          event INTEGER NOT NULL REFERENCES events, ordinal INTEGER NOT NULL, claim TEXT NOT NULL,
          PRIMARY KEY (event, ordinal)) STRICT, WITHOUT ROWID;
        CREATE INDEX event_claims_by_claim ON event_claims (claim);
        CREATE TABLE event_pairs (
          source TEXT NOT NULL, target TEXT NOT NULL, event INTEGER NOT NULL REFERENCES events,
          PRIMARY KEY (source, target, event)) STRICT, WITHOUT ROWID;
        CREATE TABLE answers (
          seq INTEGER PRIMARY KEY, coding INTEGER NOT NULL REFERENCES codings, origin TEXT NOT NULL, reply_to TEXT,
          basis TEXT NOT NULL, cue TEXT NOT NULL, first INTEGER, last INTEGER) STRICT;
        CREATE INDEX answers_by_coding ON answers (coding);
        CREATE INDEX answers_by_origin ON answers (origin);
        CREATE INDEX answers_by_reply ON answers (reply_to);
        CREATE TABLE measures (
          seq INTEGER PRIMARY KEY, coding INTEGER NOT NULL REFERENCES codings, sender TEXT NOT NULL,
          target TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, scope TEXT NOT NULL, count INTEGER) STRICT;
        CREATE INDEX measures_by_coding ON measures (coding);
        CREATE INDEX measures_by_pair ON measures (sender, target);
        CREATE TABLE measure_claims (
          measure INTEGER NOT NULL REFERENCES measures, ordinal INTEGER NOT NULL, claim TEXT NOT NULL,
          PRIMARY KEY (measure, ordinal)) STRICT, WITHOUT ROWID;
        CREATE TABLE designations (
          seq INTEGER PRIMARY KEY, coding INTEGER NOT NULL REFERENCES codings, claim TEXT NOT NULL,
          name TEXT NOT NULL, folded TEXT NOT NULL, kind TEXT NOT NULL, role TEXT NOT NULL, first INTEGER NOT NULL,
          last INTEGER NOT NULL) STRICT;
        CREATE INDEX designations_by_coding ON designations (coding);
        """

    private static let judgements = """
        CREATE TABLE judgements (
          seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, claims TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
          because TEXT NOT NULL, who TEXT NOT NULL, received TEXT NOT NULL) STRICT;
        CREATE TABLE withdrawals (
          report INTEGER PRIMARY KEY REFERENCES reports, because TEXT NOT NULL, who TEXT NOT NULL,
          received TEXT NOT NULL) STRICT;
        CREATE TABLE moves (
          seq INTEGER PRIMARY KEY, claim TEXT NOT NULL, block TEXT NOT NULL,
          judgement INTEGER NOT NULL REFERENCES judgements) STRICT;
        CREATE INDEX moves_by_claim ON moves (claim);
        CREATE INDEX moves_by_block ON moves (block);
        CREATE TABLE entries (
          seq INTEGER PRIMARY KEY, coding INTEGER NOT NULL UNIQUE REFERENCES codings, content TEXT NOT NULL,
          digest TEXT NOT NULL) STRICT;
        """

    /// Made again at any time; so changes are not refused.
    private static let pending = """
        CREATE TABLE pending (
          block TEXT PRIMARY KEY, claims INTEGER NOT NULL, received TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """

    private static let words = """
        CREATE VIRTUAL TABLE words USING fts5 (
          text, content='', tokenize = 'unicode61 remove_diacritics 2');
        """

    /// Every table refuses change; what a withdrawal erases it may erase only for the report that it names.
    private static var guards: String {
        let kept = [
            "runs", "reports", "codings", "events", "event_ends", "judgements", "withdrawals",
            "moves", "entries",
        ]
        let erasable = [
            ("texts", "OLD.report"), ("sightings", "OLD.report"), ("passages", coding), ("sentences", coding),
            ("claims", coding),
            ("answers", coding),
            ("measures", coding), ("designations", coding), ("roles", claim), ("measure_claims", measure),
        ]
        let derived = ["event_claims", "event_pairs"]
        let all = kept + erasable.map(\.0) + derived
        return all.map { refusal($0, "UPDATE", when: "") }.joined()
            + (kept + derived).map { refusal($0, "DELETE", when: "") }.joined()
            + erasable.map {
                refusal(
                    $0.0, "DELETE",
                    when: "WHEN NOT EXISTS (SELECT 1 FROM withdrawals WHERE report = \($0.1)) ")
            }.joined()
    }

    private static var coding: String { "(SELECT report FROM codings WHERE seq = OLD.coding)" }
    private static var claim: String {
        "(SELECT k.report FROM claims c JOIN codings k ON k.seq = c.coding WHERE c.seq = OLD.claim)"
    }
    private static var measure: String {
        "(SELECT k.report FROM measures m JOIN codings k ON k.seq = m.coding WHERE m.seq = OLD.measure)"
    }

    private static func refusal(_ table: String, _ change: String, when: String) -> String {
        """
        CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table) \(when)BEGIN
          SELECT RAISE(ABORT, '\(table) are append-only: a correction is a new row, an erasure a withdrawal'); END;

        """
    }
}
