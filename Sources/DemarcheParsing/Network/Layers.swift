import CDemarcheKernel

/// A dense layer, packed for one path of the kernel.
struct DenseLayer: Sendable {
    let path: KernelPath
    let inputs: Int
    let outputs: Int
    private let weights: FloatBuffer
    private let bias: FloatBuffer
    private let blocks: Int

    /// - Parameters:
    ///   - weight: the weight of (output, input); outputs are laid out in the order in which they are to come out.
    ///   - column: for each place in the packed row, the output that stands there, or nil for none.
    private init(
        path: KernelPath, inputs: Int, outputs: Int, places: Int, column: (Int) -> Int?,
        weight: Tensor, bias biasTensor: Tensor?
    ) {
        self.path = path
        self.inputs = inputs
        self.outputs = outputs
        let span = 3 * path.width
        blocks = places / span
        weights = FloatBuffer(places * inputs)
        bias = FloatBuffer(places)
        let source = weight.data.bytes
        let biases = biasTensor?.floats
        for place in 0..<places {
            guard let output = column(place) else { continue }
            bias.base[place] = biases?[output] ?? 0
            let (block, offset) = place.quotientAndRemainder(dividingBy: span)
            let target = weights.base + block * inputs * span + offset
            for k in 0..<inputs {
                target[k * span] = source.loadUnaligned(
                    fromByteOffset: (output * inputs + k) * 4, as: Float.self)
            }
        }
    }

    /// A plain layer: `weight` has `order.count` rows, of which `order` tells which comes where.
    init(path: KernelPath, inputs: Int, order: [Int], weight: Tensor, bias: Tensor?) {
        let span = 3 * path.width
        let places = (order.count + span - 1) / span * span
        self.init(
            path: path, inputs: inputs, outputs: order.count, places: places,
            column: { $0 < order.count ? order[$0] : nil }, weight: weight, bias: bias)
    }

    /// A maxout layer of three pieces: rows of `weight` are (output, piece).
    init(path: KernelPath, maxout weight: Tensor, bias: Tensor) {
        let width = path.width
        let outputs = weight.shape[0]
        self.init(
            path: path, inputs: weight.shape[2], outputs: outputs, places: outputs * 3,
            column: { place in
                let (block, offset) = place.quotientAndRemainder(dividingBy: 3 * width)
                let (piece, lane) = offset.quotientAndRemainder(dividingBy: width)
                return (block * width + lane) * 3 + piece
            }, weight: weight, bias: bias)
    }

    /// Floats in a row that comes out, with padding.
    var rowLength: Int { blocks * 3 * path.width }

    private var matrix: demarche_matrix {
        demarche_matrix(weights: weights.base, bias: bias.base, inputs: inputs, blocks: blocks)
    }

    /// Writes `count` rows, each `rowLength` long.
    func apply(
        _ rows: UnsafePointer<Float>, stride: Int, count: Int, to out: UnsafeMutablePointer<Float>
    ) {
        var matrix = matrix
        demarche_affine(path.code, rows, stride, count, &matrix, out)
    }

    /// Writes `count` rows of `outputs` floats: the greatest piece, normalised, added to `residual`.
    func applyMaxout(
        _ rows: UnsafePointer<Float>, stride: Int, count: Int, norm: LayerNorm,
        residual: UnsafePointer<Float>?, to out: UnsafeMutablePointer<Float>
    ) {
        var matrix = matrix
        var norm = norm.kernel
        demarche_maxout(path.code, rows, stride, count, &matrix, &norm, residual, out)
    }
}

/// The gain and shift of a layer normalisation.
struct LayerNorm: Sendable {
    private let gain: FloatBuffer
    private let shift: FloatBuffer
    private let width: Int

    init(gain: Tensor, shift: Tensor) {
        width = gain.count
        self.gain = FloatBuffer(width)
        self.shift = FloatBuffer(width)
        self.gain.base.update(from: gain.floats, count: width)
        self.shift.base.update(from: shift.floats, count: width)
    }

    var kernel: demarche_norm { demarche_norm(gain: gain.base, shift: shift.base, width: width) }
}

/// A maxout layer of three pieces with its normalisation.
struct MaxoutLayer: Sendable {
    let dense: DenseLayer
    let norm: LayerNorm

    init(path: KernelPath, maxout: ThincNode, norm node: ThincNode) throws {
        let weight = try maxout.parameter("W", rank: 3)
        let bias = try maxout.parameter("b", rank: 2)
        let gain = try node.parameter("G", rank: 1)
        let shift = try node.parameter("b", rank: 1)
        let width = weight.shape[0]
        guard weight.shape[1] == 3, width % 16 == 0 else {
            throw maxout.file.unsupported("a maxout layer has shape \(weight.shape)")
        }
        guard bias.shape == [width, 3], gain.shape == [width], shift.shape == [width] else {
            throw maxout.file.damaged("layers whose sizes do not fit")
        }
        dense = DenseLayer(path: path, maxout: weight, bias: bias)
        norm = LayerNorm(gain: gain, shift: shift)
    }

    var width: Int { dense.outputs }
}
