internal import Foundation
internal import GRDB

/// Why the ledger cannot do what was asked: where, what, and what to do.
package struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Whose fault it is, for the exit code.
    package enum Kind: Hashable, Sendable {
        /// There is no such file, report, claim or event.
        case missing
        /// The file is none of ours, or made by a newer program.
        case foreign
        /// The file is truncated or altered.
        case damaged
        /// The disk is full or cannot be written.
        case unwritable
        /// The request cannot be met by its nature.
        case refused
    }

    package let kind: Kind
    package let what: String

    package init(_ kind: Kind, _ what: String) {
        self.kind = kind
        self.what = what
    }

    package var description: String { what }

    /// The ledger's words for what SQLite says.
    init(_ error: any Error, file: URL) {
        guard let error = error as? DatabaseError else {
            if let error = error as? LedgerError {
                self = error
            } else {
                self.init(.damaged, "\(file.path): \(error)")
            }
            return
        }
        let said = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .unwritable,
                "\(file.path): the disk is full; what was committed is safe; make room and run the same command again"
            )
        case .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_PERM:
            self.init(
                .unwritable,
                "\(file.path): \(said); what was committed is safe; make it writable and try again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .unwritable, "\(file.path): another program writes to it; wait for its end and try again")
        case .SQLITE_CANTOPEN:
            self.init(.missing, "\(file.path): cannot be opened; see whether its folder is there")
        case .SQLITE_NOTADB: self.init(.foreign, "\(file.path): no ledger; name one with --ledger")
        case .SQLITE_CONSTRAINT: self.init(.refused, "\(file.path): \(said)")
        default:
            self.init(
                .damaged,
                "\(file.path): \(said); see what is missing with: demarche verify --ledger \(file.path)")
        }
    }
}
