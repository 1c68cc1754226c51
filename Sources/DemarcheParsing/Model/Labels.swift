/// Gives label strings small numbers, in order of first sight.
struct Labels: Sendable {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    /// The number of a label, new or known.
    mutating func intern(_ name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }

    /// The number of a label, if it is known.
    func number(of name: String) -> Int? { numbers[name] }
}
