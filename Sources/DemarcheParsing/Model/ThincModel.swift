import Foundation

/// A parameter of a layer: its shape and its numbers, where they lie in the file (not aligned).
struct Tensor: Sendable {
    let shape: [Int]
    let data: MappedBytes

    /// A tensor of zeros or more numbers of 32 bits, checked against its length.
    init(shape: [Int], data: MappedBytes) throws {
        var count = 1
        for size in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard size > 0, !overflow else { throw data.file.damaged("a parameter of shape \(shape)") }
            count = product
        }
        guard count == data.range.count / 4, data.range.count % 4 == 0 else {
            throw data.file.damaged("a parameter of shape \(shape) in \(data.range.count) bytes")
        }
        self.shape = shape
        self.data = data
    }

    var count: Int { data.range.count / 4 }

    /// The numbers, copied.
    var floats: [Float] {
        let bytes = data.bytes
        return (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    }
}

/// One node of a thinc model's layer tree.
struct ThincNode {
    let name: String
    let attributes: [String: MessagePackValue]
    let parameters: [String: Tensor]
    let file: MappedFile

    /// A parameter of the given rank.
    func parameter(_ name: String, rank: Int) throws -> Tensor {
        guard let tensor = parameters[name] else {
            throw file.damaged("layer \(self.name) has no parameter \(name)")
        }
        guard tensor.shape.count == rank else {
            throw file.damaged("parameter \(name) of layer \(self.name) has shape \(tensor.shape)")
        }
        return tensor
    }

    /// A whole number of zero or more.
    func number(_ name: String) throws -> Int {
        guard let value = attributes[name]?.int, value >= 0 else {
            throw file.damaged("layer \(self.name) has no number \(name)")
        }
        return value
    }
}

/// A thinc model file: its nodes, breadth first.
struct ThincModel {
    let file: MappedFile
    let nodes: [ThincNode]

    init(_ url: URL) throws {
        let file = try MappedFile(url)
        self.file = file
        let top = try MessagePackReader.value(of: file)
        guard let nodes = top["nodes"]?.array, let attributes = top["attrs"]?.array,
            let parameters = top["params"]?.array,
            nodes.count == attributes.count, nodes.count == parameters.count
        else { throw file.damaged("no thinc model") }
        self.nodes = try nodes.indices.map { i in
            ThincNode(
                name: nodes[i]["name"]?.string ?? "", attributes: try Self.attributes(attributes[i]),
                parameters: try Self.parameters(parameters[i], in: file), file: file)
        }
    }

    /// The nodes of a name, in order.
    func nodes(named name: String) -> [ThincNode] { nodes.filter { $0.name == name } }

    /// The only node that a name must have at least once.
    func node(named name: String) throws -> ThincNode {
        guard let node = nodes.first(where: { $0.name == name }) else {
            throw file.unsupported("it has no layer \(name)")
        }
        return node
    }

    private static func attributes(_ value: MessagePackValue) throws -> [String: MessagePackValue] {
        var attributes: [String: MessagePackValue] = [:]
        for (key, value) in value.map ?? [] {
            guard let name = key.string else { continue }
            if case .binary(let data) = value {
                var reader = MessagePackReader(data)
                attributes[name] = try reader.value()
            } else {
                attributes[name] = value
            }
        }
        return attributes
    }

    private static func parameters(_ value: MessagePackValue, in file: MappedFile) throws -> [String: Tensor]
    {
        var parameters: [String: Tensor] = [:]
        for (key, value) in value.map ?? [] {
            guard let name = key.string, case .map = value else { continue }
            guard value["type"]?.string == "<f4", case .binary(let data)? = value["data"],
                let shape = value["shape"]?.array?.compactMap(\.int)
            else { throw file.damaged("parameter \(name) is no array of 32-bit floats") }
            parameters[name] = try Tensor(shape: shape, data: data)
        }
        return parameters
    }
}
