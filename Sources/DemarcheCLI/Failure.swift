import ArgumentParser
import DemarcheIntake
import DemarcheLedger
import DemarcheLexicon
import DemarcheParsing
import Foundation

/// Exit codes of all verbs.
enum ExitStatus: Int32 {
    case done = 0
    /// Findings of a check, or nothing found by a query.
    case findings = 1
    case usage = 2
    case badInput = 3
    case partlyDone = 4
    case integrity = 5
}

/// An error of ours on its way to the user: words and status, made here once for every verb.
struct Failure: Error {
    let status: ExitStatus
    let message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Any error that a library threw, in words with the next thing to try.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as IntakeError: self.init(.badInput, error.description)
        case let error as LexiconError:
            self.init(.badInput, "lexicon: \(error); then try: demarche lexicon check")
        case let error as LedgerError: self.init(Self.status(of: error.kind), error.description)
        case let error as ModelError: self.init(.badInput, "\(error)")
        case let error as CocoaError where error.code == .fileWriteOutOfSpace:
            self.init(.partlyDone, "the disk is full; make room and run the same command again")
        default: self.init(.badInput, error.localizedDescription)
        }
    }
}

extension Failure {
    /// A file or folder that cannot be written, with what to do about it.
    /// - Parameter again: what the same command needs besides when a part is written.
    init(writing path: String, _ error: any Error, again: String = "") {
        let failure = Failure(error)
        self.init(
            failure.status,
            failure.status == .partlyDone
                ? "\(path): \(failure.message)\(again)"
                : "\(path): cannot be written (\(failure.message)); name another place")
    }

    /// The exit code of what a ledger cannot do.
    static func status(of kind: LedgerError.Kind) -> ExitStatus {
        switch kind {
        case .missing, .foreign, .refused: .badInput
        case .unwritable: .partlyDone
        case .damaged: .integrity
        }
    }
}

/// Standard error, for messages; standard output holds results alone.
enum Messages {
    static func warn(_ text: String) { FileHandle.standardError.write(Data("demarche: \(text)\n".utf8)) }
}
