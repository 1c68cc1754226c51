import CDemarcheKernel

/// A variant of the numeric kernel; all give the same decisions at different speeds.
package enum KernelPath: String, CaseIterable, Sendable {
    case portable, sse2, avx2, avx512

    /// Whether this program and this processor can run it.
    package var isAvailable: Bool { demarche_kernel_available(code) }

    /// The paths that can be run here, slowest first.
    package static var available: [KernelPath] { allCases.filter(\.isAvailable) }

    /// The fastest path that can be run here.
    package static var fastest: KernelPath { available.last ?? .portable }

    /// The path of that name, as in `DEMARCHE_KERNEL=avx2`; an unknown or impossible one is an error.
    package static func named(_ name: String) throws -> KernelPath {
        guard let path = KernelPath(rawValue: name), path.isAvailable else {
            throw ModelError.kernel(name: name, available: available.map(\.rawValue))
        }
        return path
    }

    /// The number by which the C kernel knows it.
    var code: Int32 {
        switch self {
        case .portable: Int32(DEMARCHE_PORTABLE)
        case .sse2: Int32(DEMARCHE_SSE2)
        case .avx2: Int32(DEMARCHE_AVX2)
        case .avx512: Int32(DEMARCHE_AVX512)
        }
    }

    /// Floats in one vector.
    var width: Int { Int(demarche_kernel_width(code)) }
}
