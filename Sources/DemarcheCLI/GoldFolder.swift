import Demarche
import DemarcheCoding
import DemarcheIntake
import Foundation

/// A folder of reports (`*_docs.json`) and their gold claims (`*_gold.json`): what the learning verbs learn from.
struct GoldFolder: Sendable {
    let path: String
    let reports: [(report: Report, gold: GoldReport)]

    init(_ path: String, bench: Workbench) throws {
        self.path = path
        let files = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        guard let docs = files.first(where: { $0.hasSuffix("_docs.json") }),
            let gold = files.first(where: { $0.hasSuffix("_gold.json") })
        else { throw Failure(.badInput, "\(path): no *_docs.json and *_gold.json") }
        let base = URL(filePath: path)
        let golds: [GoldReport]
        do { golds = try GoldReport.read(Data(contentsOf: base.appending(path: gold))) } catch {
            throw Failure(.badInput, "\(path)/\(gold): no gold claims: \(error.localizedDescription)")
        }
        var tally = Tally()
        let reports = ReportReader(splitter: bench.splitter).readings(of: [
            .file(base.appending(path: docs))
        ]).compactMap { tally.report(of: $0) }
        try tally.finish()
        self.reports = reports.compactMap { report in
            golds.first { $0.doc == report.id }.map { (report, $0) }
        }
    }
}
