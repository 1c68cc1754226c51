import Foundation

/// Gives each token the tag whose score is greatest.
struct Tagger: Sendable {
    /// Tag names by class.
    let tags: [String]
    private let layer: DenseLayer

    private struct Configuration: Decodable {
        let labels: [String]
    }

    init(model url: URL, width: Int, path: KernelPath) throws {
        let file = try MappedFile(url.appending(path: "tagger/cfg"))
        guard let configuration = try? JSONDecoder().decode(Configuration.self, from: Data(file.bytes)),
            !configuration.labels.isEmpty
        else { throw file.damaged("no list of labels") }
        tags = configuration.labels
        let node = try ThincModel(url.appending(path: "tagger/model")).node(named: "softmax")
        let weight = try node.parameter("W", rank: 2)
        let bias = try node.parameter("b", rank: 1)
        guard weight.shape == [tags.count, width], bias.shape == [tags.count] else {
            throw node.file.damaged("\(tags.count) tags for a layer of \(weight.shape)")
        }
        layer = DenseLayer(path: path, inputs: width, order: Array(tags.indices), weight: weight, bias: bias)
    }

    /// The number of each token's tag.
    func tags(_ vectors: UnsafePointer<Float>, count: Int, scores: FloatBuffer) -> [Int] {
        scores.reserve(count * layer.rowLength)
        layer.apply(vectors, stride: layer.inputs, count: count, to: scores.base)
        return (0..<count).map { token in
            let row = scores.base + token * layer.rowLength
            var best = 0
            for tag in 1..<max(tags.count, 1) where row[tag] > row[best] { best = tag }
            return best
        }
    }
}
