import CDemarcheKernel

/// What of a token a hash embedding looks at.
enum TokenFeature: String {
    case norm = "NORM"
    case prefix = "PREFIX"
    case suffix = "SUFFIX"
    case shape = "SHAPE"
    case spaceAfter = "SPACY"
    case isSpace = "IS_SPACE"
    case orth = "ORTH"

    func value(of lexeme: Lexeme, spaceAfter: Bool) -> UInt64 {
        switch self {
        case .norm: lexeme.norm
        case .prefix: lexeme.prefix
        case .suffix: lexeme.suffix
        case .shape: lexeme.shape
        case .spaceAfter: spaceAfter ? 1 : 0
        case .isSpace: lexeme.isSpace ? 1 : 0
        case .orth: lexeme.orth
        }
    }
}

/// A table of which four rows, chosen by hashes of a feature, are added up.
struct HashEmbedding: Sendable {
    let feature: TokenFeature
    private let seed: UInt64
    private let table: Tensor

    init(_ node: ThincNode, columns: [String]) throws {
        let column = try node.number("column")
        guard column < columns.count, let feature = TokenFeature(rawValue: columns[column]) else {
            throw node.file.unsupported("it embeds column \(column) of \(columns)")
        }
        self.feature = feature
        seed = UInt64(try node.number("seed"))
        table = try node.parameter("E", rank: 2)
        guard table.shape[0] < 1 << 31 else {
            throw node.file.damaged("an embedding of shape \(table.shape)")
        }
    }

    var width: Int { table.shape[1] }

    /// Adds the embedding of a value to `out`.
    func add(_ value: UInt64, to out: UnsafeMutablePointer<Float>) {
        let keys = Hashing.embeddingKeys(value, seed: seed) % SIMD4(repeating: UInt32(table.shape[0]))
        let rows = [keys[0], keys[1], keys[2], keys[3]]
        demarche_add_rows(out, table.data.bytes.baseAddress, width, rows, 4)
    }
}

/// The network that gives each token a vector: hash embeddings (and word vectors), mixed, then convolved with the
/// neighbours.
struct Tok2Vec: Sendable {
    let path: KernelPath
    let embeddings: [HashEmbedding]
    private let vectors: WordVectors?
    private let vectorLayer: DenseLayer?
    let mixer: MaxoutLayer
    private let convolutions: [MaxoutLayer]

    init(_ model: ThincModel, vectors: WordVectors?, path: KernelPath) throws {
        self.path = path
        let extractor = try model.node(named: "extract_features")
        let columns = extractor.attributes["columns"]?.array?.compactMap(\.string) ?? []
        embeddings = try model.nodes(named: "hashembed").map { try HashEmbedding($0, columns: columns) }
        let maxouts = model.nodes(named: "maxout")
        let norms = model.nodes(named: "layernorm")
        guard !embeddings.isEmpty, maxouts.count == norms.count else {
            throw model.file.unsupported("its layers are not those of a CNN")
        }
        var layers = try zip(maxouts, norms).map { try MaxoutLayer(path: path, maxout: $0, norm: $1) }
        let width = embeddings[0].width
        if let node = model.nodes(named: "static_vectors").first {
            guard let vectors else {
                throw model.file.unsupported("it wants word vectors, and there are none")
            }
            self.vectors = vectors
            vectorLayer = try Self.vectorLayer(node, inputs: vectors.width, outputs: width, path: path)
        } else {
            self.vectors = nil
            vectorLayer = nil
        }
        let mixed = width * (embeddings.count + (vectorLayer == nil ? 0 : 1))
        guard let place = layers.firstIndex(where: { $0.dense.inputs == mixed }) else {
            throw model.file.unsupported("it has no layer that mixes \(mixed) inputs")
        }
        mixer = layers.remove(at: place)
        convolutions = layers
        let fits =
            embeddings.allSatisfy { $0.width == width }
            && layers.allSatisfy { $0.width == width && $0.dense.inputs == 3 * width }
        guard fits, mixer.width == width, !layers.isEmpty else {
            throw model.file.unsupported("its layers are not those of a CNN with a window of one")
        }
    }

    private static func vectorLayer(
        _ node: ThincNode, inputs: Int, outputs: Int, path: KernelPath
    ) throws -> DenseLayer {
        let weight = try node.parameter("W", rank: 2)
        guard weight.shape == [outputs, inputs] else {
            throw node.file.damaged("static vectors of \(weight.shape)")
        }
        return DenseLayer(path: path, inputs: inputs, order: Array(0..<outputs), weight: weight, bias: nil)
    }

    /// Floats in a token's vector.
    var width: Int { mixer.width }

    /// Whether a token's vector before convolution hangs on the space after it.
    var seesSpaceAfter: Bool { embeddings.contains { $0.feature == .spaceAfter } }

    /// Writes the concatenated embeddings of a form to a row of zeros of `mixer.dense.inputs` floats.
    func embed(_ lexeme: Lexeme, spaceAfter: Bool, into row: UnsafeMutablePointer<Float>) {
        for (i, embedding) in embeddings.enumerated() {
            embedding.add(embedding.feature.value(of: lexeme, spaceAfter: spaceAfter), to: row + i * width)
        }
        guard let vectorLayer, let vectors, let vector = vectors.vector(of: lexeme.orth) else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: vectors.width + vectorLayer.rowLength) {
            scratch in
            guard let input = scratch.baseAddress else { return }
            let output = input + vectors.width
            UnsafeMutableRawPointer(input).copyMemory(from: vector, byteCount: vectors.width * 4)
            vectorLayer.apply(input, stride: vectors.width, count: 1, to: output)
            (row + embeddings.count * width).update(from: output, count: width)
        }
    }

    /// Rows of zeros before and after the tokens: as far as the last layer can see.
    var padding: Int { convolutions.count }

    /// Runs the convolutions over `count` tokens, whose mixed vectors stand in `buffers.a` after `padding` rows of zeros
    /// and before as many; gives the first token's vector, in one of the two buffers.
    ///
    /// Each layer reaches one row less far than the one before it, so that only what the tokens can see is reckoned.
    func convolve(
        count: Int, _ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>
    ) -> UnsafeMutablePointer<Float> {
        let rows = count + 2 * padding
        var (source, target) = (a, b)
        for (i, layer) in convolutions.enumerated() {
            let first = i + 1
            layer.dense.applyMaxout(
                source + (first - 1) * width, stride: width, count: rows - 2 * first, norm: layer.norm,
                residual: source + first * width, to: target + first * width)
            swap(&source, &target)
        }
        return source + padding * width
    }
}

/// One thread's use of a `Tok2Vec`: remembers the mixed vector of each form, and holds the rows being worked on.
struct TokenEncoder {
    private let network: Tok2Vec
    private let variants: Int
    private var rowOfForm: [Int32] = []
    private var mixed: RowStore
    private let a = FloatBuffer(0)
    private let b = FloatBuffer(0)
    private let inputs: FloatBuffer
    private let outputs: FloatBuffer
    /// Forms that are mixed together: as many rows as the kernel works on before it begins the next.
    private static let batch = 64

    init(_ network: Tok2Vec) {
        self.network = network
        variants = network.seesSpaceAfter ? 2 : 1
        mixed = RowStore(width: network.width)
        inputs = FloatBuffer(Self.batch * network.mixer.dense.inputs)
        outputs = FloatBuffer(Self.batch * network.width)
    }

    /// Forgets the vectors of all forms, whose numbers are about to change, and keeps their room.
    mutating func removeAll() {
        rowOfForm.removeAll(keepingCapacity: true)
        mixed.removeAll()
    }

    /// The room that a text needs, as long as it is worked on.
    var buffers: [FloatBuffer] { [a, b] }

    /// The tokens' vectors, row by row; valid until the next call.
    mutating func encode(_ tokens: [TextToken], _ vocabulary: Vocabulary) -> UnsafeMutablePointer<Float> {
        let width = network.width
        let padding = network.padding
        let floats = (tokens.count + 2 * padding) * width
        a.reserve(floats)
        b.reserve(floats)
        mixMissing(tokens, vocabulary)
        a.base.update(repeating: 0, count: padding * width)
        var row = a.base + padding * width
        for token in tokens {
            row.update(from: mixed[rowOfForm[form(token)]], count: width)
            row += width
        }
        row.update(repeating: 0, count: padding * width)
        return network.convolve(count: tokens.count, a.base, b.base)
    }

    private func form(_ token: TextToken) -> Int {
        Int(token.lexeme) * variants + (variants == 2 && token.spaceAfter ? 1 : 0)
    }

    /// Mixes the forms that are not yet known, a batch together.
    private mutating func mixMissing(_ tokens: [TextToken], _ vocabulary: Vocabulary) {
        let forms = vocabulary.lexemes.count * variants
        if rowOfForm.count < forms {
            rowOfForm.append(contentsOf: repeatElement(-1, count: forms - rowOfForm.count))
        }
        var missing: [TextToken] = []
        let first = Int32(mixed.count)
        for token in tokens where rowOfForm[form(token)] < 0 {
            rowOfForm[form(token)] = mixed.append()
            missing.append(token)
        }
        for start in stride(from: 0, to: missing.count, by: Self.batch) {
            let end = min(start + Self.batch, missing.count)
            mix(missing[start..<end], vocabulary, into: first + Int32(start))
        }
    }

    /// Writes the mixed vectors of a few forms to rows from `first` on.
    private mutating func mix(_ forms: ArraySlice<TextToken>, _ vocabulary: Vocabulary, into first: Int32) {
        let length = network.mixer.dense.inputs
        let width = network.width
        inputs.base.update(repeating: 0, count: forms.count * length)
        for (i, token) in forms.enumerated() {
            network.embed(vocabulary[token], spaceAfter: token.spaceAfter, into: inputs.base + i * length)
        }
        network.mixer.dense.applyMaxout(
            inputs.base, stride: length, count: forms.count, norm: network.mixer.norm, residual: nil,
            to: outputs.base)
        for i in 0..<forms.count {
            mixed[first + Int32(i)].update(from: outputs.base + i * width, count: width)
        }
    }
}
