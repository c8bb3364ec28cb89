import CProcessor
import ClausiusKernelInterface
import ClausiusKernels
import Foundation

#if arch(x86_64)
  import ClausiusKernelsV3
  import ClausiusKernelsV4
#endif

/// One of the builds of the kernels: the same source for processors of different age.
///
/// Variants agree to rounding, not bit for bit: lanes are summed in another order, and the baseline
/// has no fused multiply-add.
public enum KernelVariant: String, Sendable, CaseIterable {
  /// What every processor of the architecture runs: SSE2 on x86-64, NEON on ARM.
  case baseline
  /// x86-64-v3: AVX2 with fused multiply-add.
  case v3
  /// x86-64-v4: AVX-512.
  case v4

  /// The environment variable that forces a variant: `CLAUSIUS_SIMD=baseline|v3|v4`.
  public static let environmentVariable = "CLAUSIUS_SIMD"

  /// The variants that this processor can run, the widest last.
  public static var supported: [KernelVariant] {
    let level = clausius_processor_level()
    return allCases.filter { $0 == .baseline || ($0 == .v3 && level >= 3) || level >= 4 }
  }

  /// The variant that a task asks for, as one does that repeats a run; `nil` for none.
  @TaskLocal public static var requested: KernelVariant?

  /// The variant that runs use: the one that the environment names, else ``requested`` where the
  /// processor can run it, else the widest that the processor can run.
  ///
  /// - Throws: ``UnavailableKernelVariant`` when the environment names none of ``supported``.
  public static func selected(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(UnavailableKernelVariant) -> KernelVariant {
    let supported = supported
    guard let name = environment[environmentVariable], !name.isEmpty else {
      return requested.flatMap { supported.contains($0) ? $0 : nil }
        ?? supported[supported.count - 1]
    }
    guard let variant = KernelVariant(rawValue: name), supported.contains(variant) else {
      throw UnavailableKernelVariant(name: name, supported: supported)
    }
    return variant
  }

  /// The school's kernels of this variant.
  public var schoolKernels: SchoolKernels { kernels.school }

  /// The gas's kernels of this variant.
  public var discKernels: DiscKernels { kernels.discs }

  /// The field's kernels of this variant.
  public var fieldKernels: FieldKernels { kernels.field }

  /// The active particles' kernels of this variant.
  public var activeKernels: ActiveKernels { kernels.active }

  private struct Kernels {
    var school: SchoolKernels
    var discs: DiscKernels
    var field: FieldKernels
    var active: ActiveKernels
  }

  private var kernels: Kernels {
    switch self {
    #if arch(x86_64)
      case .v3:
        Kernels(
          school: ClausiusKernelsV3.schoolKernels, discs: ClausiusKernelsV3.discKernels,
          field: ClausiusKernelsV3.fieldKernels, active: ClausiusKernelsV3.activeKernels)
      case .v4:
        Kernels(
          school: ClausiusKernelsV4.schoolKernels, discs: ClausiusKernelsV4.discKernels,
          field: ClausiusKernelsV4.fieldKernels, active: ClausiusKernelsV4.activeKernels)
      case .baseline: Self.baselineKernels
    #else
      default: Self.baselineKernels
    #endif
    }
  }

  private static let baselineKernels = Kernels(
    school: ClausiusKernels.schoolKernels, discs: ClausiusKernels.discKernels,
    field: ClausiusKernels.fieldKernels, active: ClausiusKernels.activeKernels)
}

/// The environment asks for a kernel variant that does not exist or that this processor cannot run.
public struct UnavailableKernelVariant: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was asked for.
  public var name: String
  /// What could be asked for.
  public var supported: [KernelVariant]

  /// What is wrong, and what to do.
  public var description: String {
    let names = supported.map(\.rawValue).joined(separator: ", ")
    let reason =
      KernelVariant(rawValue: name) == nil
      ? "is not a kernel variant" : "needs instructions that this processor lacks"
    return "\(KernelVariant.environmentVariable)='\(name)' \(reason) (available here: \(names))"
  }
}
