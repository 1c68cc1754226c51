package import Demarche

/// An act that stands at known words, so that only its roles are asked: what `evaluate --given triggers` hands in.
package struct GivenAct: Hashable, Sendable {
    /// The words that tell it.
    package let trigger: Span
    package let act: Act

    package init(trigger: Span, act: Act) {
        self.trigger = trigger
        self.act = act
    }

    /// How alike another act is: digits of CAMEO code in common, 0 where even the root differs.
    func likeness(to other: Act) -> Int {
        let common = zip(act.cameo, other.cameo).prefix { $0 == $1 }.count
        return common < 2 ? 0 : common
    }
}
