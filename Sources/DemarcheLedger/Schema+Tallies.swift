/// Tables that can be made again from the record: which events stand by pair and day, how many there are by month.
///
/// Triggers keep them in step with every write, so that a page over a million events reads a few hundred rows.
enum Tallies {
    /// What counts as an event by default: codebook §4.
    private static let counted = "modality IN ('done', 'ongoing')"
    private static let day = "coalesce(earliest, latest, '')"
    private static let last = "coalesce(latest, earliest, '')"

    static let tables = """
        CREATE TABLE standing (
          source TEXT NOT NULL, target TEXT NOT NULL, day TEXT NOT NULL, event INTEGER NOT NULL REFERENCES events,
          last TEXT NOT NULL, modality TEXT NOT NULL,
          PRIMARY KEY (source, target, day, event)) STRICT, WITHOUT ROWID;
        CREATE INDEX standing_by_event ON standing (event);
        CREATE TABLE pair_months (
          source TEXT NOT NULL, target TEXT NOT NULL, month TEXT NOT NULL, events INTEGER NOT NULL,
          PRIMARY KEY (source, target, month)) STRICT, WITHOUT ROWID;
        CREATE TABLE pair_totals (
          source TEXT NOT NULL, target TEXT NOT NULL, events INTEGER NOT NULL,
          PRIMARY KEY (source, target)) STRICT, WITHOUT ROWID;
        CREATE TABLE event_months (month TEXT PRIMARY KEY, events INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE report_months (month TEXT PRIMARY KEY, reports INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE judged (
          claim TEXT NOT NULL, judgement INTEGER NOT NULL REFERENCES judgements,
          PRIMARY KEY (claim, judgement)) STRICT, WITHOUT ROWID;
        CREATE INDEX claims_by_confidence ON claims (confidence, seq);

        CREATE TRIGGER tally_pair AFTER INSERT ON event_pairs BEGIN
          INSERT INTO standing SELECT NEW.source, NEW.target, \(day), NEW.event, \(last), modality FROM events
            WHERE seq = NEW.event;
          INSERT OR IGNORE INTO pair_months SELECT NEW.source, NEW.target, substr(\(day), 1, 7), 0 FROM events
            WHERE seq = NEW.event AND \(counted);
          UPDATE pair_months SET events = events + 1 WHERE (source, target, month) IN (
            SELECT NEW.source, NEW.target, substr(\(day), 1, 7) FROM events WHERE seq = NEW.event AND \(counted));
          INSERT OR IGNORE INTO pair_totals SELECT NEW.source, NEW.target, 0 FROM events
            WHERE seq = NEW.event AND \(counted);
          UPDATE pair_totals SET events = events + 1 WHERE (source, target) IN (
            SELECT NEW.source, NEW.target FROM events WHERE seq = NEW.event AND \(counted));
        END;
        CREATE TRIGGER tally_event AFTER INSERT ON events WHEN NEW.modality IN ('done', 'ongoing') BEGIN
          INSERT OR IGNORE INTO event_months VALUES (substr(coalesce(NEW.earliest, NEW.latest, ''), 1, 7), 0);
          UPDATE event_months SET events = events + 1
            WHERE month = substr(coalesce(NEW.earliest, NEW.latest, ''), 1, 7);
        END;
        CREATE TRIGGER tally_end AFTER INSERT ON event_ends BEGIN
          UPDATE pair_months SET events = events - 1 WHERE (source, target, month) IN (
            SELECT s.source, s.target, substr(s.day, 1, 7) FROM standing s JOIN events e ON e.seq = s.event
            WHERE s.event = NEW.event AND e.\(counted));
          UPDATE pair_totals SET events = events - 1 WHERE (source, target) IN (
            SELECT s.source, s.target FROM standing s JOIN events e ON e.seq = s.event
            WHERE s.event = NEW.event AND e.\(counted));
          UPDATE event_months SET events = events - 1 WHERE month IN (
            SELECT substr(\(day), 1, 7) FROM events WHERE seq = NEW.event AND \(counted));
          DELETE FROM standing WHERE event = NEW.event;
        END;
        CREATE TRIGGER tally_report AFTER INSERT ON reports BEGIN
          INSERT OR IGNORE INTO report_months VALUES (substr(coalesce(NEW.published, ''), 1, 7), 0);
          UPDATE report_months SET reports = reports + 1 WHERE month = substr(coalesce(NEW.published, ''), 1, 7);
        END;
        CREATE TRIGGER tally_withdrawal AFTER INSERT ON withdrawals BEGIN
          UPDATE report_months SET reports = reports - 1
            WHERE month = (SELECT substr(coalesce(published, ''), 1, 7) FROM reports WHERE seq = NEW.report);
        END;
        CREATE TRIGGER tally_judgement AFTER INSERT ON judgements BEGIN
          INSERT OR IGNORE INTO judged SELECT t.value, NEW.seq
            FROM json_each('["' || replace(NEW.claims, ' ', '","') || '"]') t WHERE t.value <> '';
        END;

        """

    /// From what an older ledger holds.
    static let filling = """
        INSERT INTO standing SELECT p.source, p.target, \(day), p.event, \(last), modality FROM event_pairs p
          JOIN events e ON e.seq = p.event LEFT JOIN event_ends x ON x.event = p.event WHERE x.event IS NULL;
        INSERT INTO pair_months SELECT s.source, s.target, substr(s.day, 1, 7), count(*) FROM standing s
          JOIN events e ON e.seq = s.event WHERE e.\(counted) GROUP BY 1, 2, 3;
        INSERT INTO pair_totals SELECT source, target, sum(events) FROM pair_months GROUP BY 1, 2;
        INSERT INTO event_months SELECT substr(\(day), 1, 7), count(*) FROM events e
          LEFT JOIN event_ends x ON x.event = e.seq WHERE x.event IS NULL AND \(counted) GROUP BY 1;
        INSERT INTO report_months SELECT substr(coalesce(published, ''), 1, 7), count(*) FROM reports
          WHERE seq NOT IN (SELECT report FROM withdrawals) GROUP BY 1;
        INSERT OR IGNORE INTO judged SELECT t.value, j.seq FROM judgements j,
          json_each('["' || replace(j.claims, ' ', '","') || '"]') t WHERE t.value <> '';
        """

    /// By actor, and who is named as the object of one actor's acts on another; ways to a measure from its target and
    /// from its claims.
    static let reach = """
        CREATE TABLE actor_totals (code TEXT PRIMARY KEY, events INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE named (
          source TEXT NOT NULL, target TEXT NOT NULL, folded TEXT NOT NULL,
          designation INTEGER NOT NULL REFERENCES designations,
          PRIMARY KEY (source, target, folded, designation)) STRICT, WITHOUT ROWID;
        CREATE INDEX named_by_designation ON named (designation);
        CREATE INDEX pair_totals_by_target ON pair_totals (target);
        CREATE INDEX measures_by_target ON measures (target, sender);
        CREATE INDEX measure_claims_by_claim ON measure_claims (claim);
        CREATE INDEX designations_by_name ON designations (folded);

        INSERT INTO actor_totals SELECT code, sum(events) FROM (SELECT source AS code, events FROM pair_totals
          UNION ALL SELECT target, events FROM pair_totals WHERE target <> source) GROUP BY code;
        INSERT INTO named \(namedAgain);

        CREATE TRIGGER tally_actor AFTER UPDATE OF events ON pair_totals BEGIN
          INSERT OR IGNORE INTO actor_totals VALUES (NEW.source, 0);
          INSERT OR IGNORE INTO actor_totals VALUES (NEW.target, 0);
          UPDATE actor_totals SET events = events + NEW.events - OLD.events WHERE code IN (NEW.source, NEW.target);
        END;
        CREATE TRIGGER tally_named AFTER INSERT ON designations BEGIN
          INSERT INTO named \(namedAgain) WHERE d.seq = NEW.seq;
        END;
        CREATE TRIGGER tally_unnamed AFTER DELETE ON designations BEGIN
          DELETE FROM named WHERE designation = OLD.seq;
        END;

        """

    private static let namedAgain = """
        SELECT DISTINCT a.code, b.code, d.folded, d.seq FROM designations d
          JOIN claims c ON c.coding = d.coding AND c.id = d.claim
          JOIN roles a ON a.claim = c.seq AND a.side = 'source' JOIN roles b ON b.claim = c.seq AND b.side = 'target'
        """

    /// Each tally as it is kept, and as it is counted again from the record.
    static let recounts: [(name: String, pair: (kept: String, again: String))] = [
        (
            "standing",
            (
                "SELECT source, target, day, event, last, modality FROM standing",
                """
                SELECT p.source, p.target, \(day), p.event, \(last), modality FROM event_pairs p
                JOIN events e ON e.seq = p.event WHERE p.event NOT IN (SELECT event FROM event_ends)
                """
            )
        ),
        (
            "pair_months",
            (
                "SELECT source, target, month, events FROM pair_months WHERE events <> 0",
                """
                SELECT s.source, s.target, substr(s.day, 1, 7), count(*) FROM standing s JOIN events e ON e.seq = s.event
                WHERE e.\(counted) GROUP BY 1, 2, 3
                """
            )
        ),
        (
            "pair_totals",
            (
                "SELECT source, target, events FROM pair_totals WHERE events <> 0",
                "SELECT source, target, sum(events) FROM pair_months WHERE events <> 0 GROUP BY 1, 2"
            )
        ),
        (
            "actor_totals",
            (
                "SELECT code, events FROM actor_totals WHERE events <> 0",
                """
                SELECT code, sum(events) FROM (SELECT source AS code, events FROM pair_totals UNION ALL
                  SELECT target, events FROM pair_totals WHERE target <> source) WHERE events <> 0 GROUP BY code
                """
            )
        ),
        ("named", ("SELECT source, target, folded, designation FROM named", namedAgain)),
        (
            "event_months",
            (
                "SELECT month, events FROM event_months WHERE events <> 0",
                """
                SELECT substr(\(day), 1, 7), count(*) FROM events
                WHERE seq NOT IN (SELECT event FROM event_ends) AND \(counted) GROUP BY 1
                """
            )
        ),
        (
            "report_months",
            (
                "SELECT month, reports FROM report_months WHERE reports <> 0",
                """
                SELECT substr(coalesce(published, ''), 1, 7), count(*) FROM reports
                WHERE seq NOT IN (SELECT report FROM withdrawals) GROUP BY 1
                """
            )
        ),
    ]
}
