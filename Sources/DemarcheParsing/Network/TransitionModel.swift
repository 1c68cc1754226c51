import CDemarcheKernel
import Foundation

/// One class of a transition system: an action and, for some, a label.
struct Move: Hashable, Sendable {
    let action: Int
    let label: String

    /// The classes that a `moves` file lists, in the order of the scores: by action, then by falling frequency and
    /// label.
    static func list(_ url: URL) throws -> [Move] {
        let file = try MappedFile(url)
        guard let json = try MessagePackReader.value(of: file)["moves"]?.string,
            let actions = try? JSONDecoder().decode([String: [String: Int]].self, from: Data(json.utf8))
        else { throw file.damaged("no list of moves") }
        let numbered = try actions.map { key, labels in
            guard let action = Int(key), (0..<16).contains(action) else {
                throw file.damaged("action \(key)")
            }
            return (action: action, labels: labels)
        }
        return numbered.sorted { $0.action < $1.action }.flatMap { action, labels in
            labels.sorted { a, b in
                a.value != b.value
                    ? a.value > b.value : b.key.unicodeScalars.lexicographicallyPrecedes(a.key.unicodeScalars)
            }.map { Move(action: action, label: $0.key) }
        }
    }
}

/// The network that scores the classes of a transition system from a few tokens of its state.
struct TransitionModel: Sendable {
    /// How many tokens describe a state.
    let features: Int
    let classes: Int
    private let hidden: Int
    private let down: DenseLayer
    private let affine: DenseLayer
    private let missing: FloatBuffer
    private let bias: FloatBuffer
    private let up: FloatBuffer
    private let upBias: FloatBuffer
    private let blocks: Int

    init(_ model: ThincModel, width: Int, classes: Int, features: Int, path: KernelPath) throws {
        let node = try model.node(named: "precomputable_affine")
        let weight = try node.parameter("W", rank: 4)
        let hidden = weight.shape[1]
        let inputs = weight.shape[3]
        guard weight.shape[0] == features, weight.shape[2] == 2, hidden % 16 == 0, hidden <= 256 else {
            throw model.file.unsupported("its state layer has shape \(weight.shape)")
        }
        let linear = try model.nodes(named: "linear").map { node in
            (weight: try node.parameter("W", rank: 2), bias: try node.parameter("b", rank: 1))
        }
        guard let down = linear.first(where: { $0.weight.shape == [inputs, width] }),
            let up = linear.last(where: { $0.weight.shape == [classes, hidden] }),
            down.bias.shape == [inputs], up.bias.shape == [classes]
        else { throw model.file.damaged("layers that do not fit \(classes) moves") }
        self.features = features
        self.classes = classes
        self.hidden = hidden
        self.down = DenseLayer(
            path: path, inputs: width, order: Array(0..<inputs), weight: down.weight, bias: down.bias)
        // From (feature, output, piece) to (feature, piece, output), so that a piece is one stretch.
        let order = (0..<features).flatMap { feature in
            (0..<2).flatMap { piece in (0..<hidden).map { (feature * hidden + $0) * 2 + piece } }
        }
        affine = DenseLayer(path: path, inputs: inputs, order: order, weight: weight, bias: nil)
        missing = try Self.reordered(node.parameter("pad", rank: 4), order, node.file)
        bias = try Self.reordered(node.parameter("b", rank: 2), Array(order.prefix(2 * hidden)), node.file)
        let span = 8 * path.width
        blocks = (classes + span - 1) / span
        self.up = Self.packed(up.weight, span: span, blocks: blocks)
        upBias = FloatBuffer(blocks * span)
        upBias.base.update(from: up.bias.floats, count: classes)
    }

    private static func reordered(_ tensor: Tensor, _ order: [Int], _ file: MappedFile) throws -> FloatBuffer
    {
        guard tensor.count == order.count else { throw file.damaged("a parameter of shape \(tensor.shape)") }
        let floats = tensor.floats
        let buffer = FloatBuffer(order.count)
        for (place, source) in order.enumerated() { buffer.base[place] = floats[source] }
        return buffer
    }

    private static func packed(_ weight: Tensor, span: Int, blocks: Int) -> FloatBuffer {
        let (classes, hidden) = (weight.shape[0], weight.shape[1])
        let floats = weight.floats
        let buffer = FloatBuffer(blocks * span * hidden)
        for output in 0..<classes {
            let (block, lane) = output.quotientAndRemainder(dividingBy: span)
            for k in 0..<hidden {
                buffer.base[(block * hidden + k) * span + lane] = floats[output * hidden + k]
            }
        }
        return buffer
    }

    /// Floats that the scores of one state take, with padding.
    var scoreLength: Int { blocks * 8 * affine.path.width }

    /// Reckons what every token adds to a state in every role.
    func prepare(_ vectors: UnsafePointer<Float>, width: Int, count: Int, in scratch: TransitionScratch) {
        scratch.narrow.reserve(count * down.rowLength)
        scratch.cache.reserve(count * affine.rowLength)
        scratch.scores.reserve(scoreLength)
        down.apply(vectors, stride: width, count: count, to: scratch.narrow.base)
        affine.apply(scratch.narrow.base, stride: down.rowLength, count: count, to: scratch.cache.base)
    }

    /// A view of the network on prepared tokens, for `demarche_scores`.
    func scorer(_ scratch: TransitionScratch) -> StateScorer {
        StateScorer(
            path: affine.path.code,
            kernel: demarche_scorer(
                cache: scratch.cache.base, stride: affine.rowLength, missing: missing.base, bias: bias.base,
                up: up.base, up_bias: upBias.base, features: Int32(features), hidden: Int32(hidden),
                blocks: Int32(blocks)),
            scores: scratch.scores.base)
    }
}

/// One thread's room for a transition model's work.
final class TransitionScratch {
    let narrow = FloatBuffer(0)
    let cache = FloatBuffer(0)
    let scores = FloatBuffer(0)

    /// The room that a text needs, as long as it is worked on.
    var buffers: [FloatBuffer] { [narrow, cache] }
}

/// Scores the states of one text.
struct StateScorer {
    let path: Int32
    var kernel: demarche_scorer
    let scores: UnsafeMutablePointer<Float>

    /// Scores the state that these tokens describe, -1 standing for one that is not there.
    mutating func score(_ tokens: UnsafePointer<Int32>) { demarche_scores(path, &kernel, tokens, scores) }

    /// The class of the greatest score among `classes`, if that is greater than `best`'s.
    func best(of classes: Range<Int>, after best: Int?) -> Int? {
        var best = best
        for candidate in classes {
            if let current = best, !(scores[candidate] > scores[current]) { continue }
            best = candidate
        }
        return best
    }
}
