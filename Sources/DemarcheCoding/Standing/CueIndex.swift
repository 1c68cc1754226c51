package import DemarcheLexicon

/// Cues by part of speech and word.
package struct CueIndex: Sendable {
    private let cues: [Cue.Part: [String: [Cue]]]

    package init(_ all: [Cue]) {
        var cues: [Cue.Part: [String: [Cue]]] = [:]
        // What tells of a verb's own objects changes nothing that it governs.
        for cue in all where cue.effect != .transitive {
            cues[cue.part, default: [:]][cue.words, default: []].append(cue)
        }
        self.cues = cues
    }

    /// The cues of a word; with a scope, those that reach it.
    package func cues(_ word: String, _ part: Cue.Part, reaching scope: String? = nil) -> [Cue] {
        let found = cues[part]?[word] ?? []
        guard let scope else { return found }
        return found.filter { $0.scope.isEmpty || $0.scope.contains(scope) }
    }

    package func has(_ word: String, _ part: Cue.Part, _ effect: Cue.Effect) -> Bool {
        cues[part]?[word]?.contains { $0.effect == effect } ?? false
    }
}
