import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation

/// The group `output` of a scenario: what is written, and how often.
public struct OutputKeys: Declared {
  /// Time between two frames; `nil` until it is resolved to a whole number of steps that gives
  /// about 1000 frames.
  public var every: Double?
  /// Names of the quantities that frames carry; `nil` until it is resolved to the usual ones of the
  /// system.
  public var quantities: [String]?
  /// How quantities are packed.
  public var compression = Compression.gzip

  /// The defaults.
  public init() {}

  /// The keys of `output`.
  public static let keys = [
    Key(
      "every", \OutputKeys.every, in: .positive, unit: "time",
      about: "time between two frames, a whole number of time steps; by default about 1000 frames"),
    Key(
      "quantities", \OutputKeys.quantities, as: .list(of: .text, count: 1...Int.max),
      about:
        "what is written of each frame; by default position and velocity, all of a field, or what the system says"
    ),
    Key(
      "compression", \OutputKeys.compression,
      about: "how frames are packed; chaotic motion hardly compresses"),
  ]

  /// How quantities are packed in the file.
  public enum Compression: String, DeclaredChoice {
    /// Shuffled bytes, gzip level 1.
    case gzip
    /// Not at all.
    case none

    /// What the packing is.
    public var about: String {
      switch self {
      case .gzip: "shuffled bytes, gzip level 1"
      case .none: "as they are, the fastest"
      }
    }
  }

  /// The usual quantities of a system that offers `known`: those that it names, else position and
  /// velocity, or all when it has neither.
  static func defaultQuantities(
    among known: [QuantityDescription], usual: [String]?
  ) -> [String] {
    let usual = usual ?? [QuantityDescription.position, .velocity].map(\.name)
    let names = known.map(\.name)
    let found = usual.filter(names.contains)
    return found.isEmpty ? names : found
  }

  /// The time between frames that gives about 1000 of them, with the last one at the end where a
  /// divisor allows it.
  ///
  /// - Parameters:
  ///   - duration: simulated time.
  ///   - timeStep: the length of a step, 1 for a discrete system; `nil` for an event-driven system,
  ///     which can stop anywhere.
  static func defaultEvery(duration: Double, timeStep: Double?) -> Double {
    guard let timeStep else { return duration > 0 ? duration / 1000 : 1 }
    let steps = (duration / timeStep).rounded()
    guard steps >= 1500, steps < 0x1p53 else { return timeStep }
    let ideal = (steps / 1000).rounded()
    let candidates = Int(max(1, (ideal / 2).rounded(.up)))...Int(min(ideal * 2, ideal + 10_000))
    let divisors = candidates.lazy.map(Double.init).filter {
      steps.truncatingRemainder(dividingBy: $0) == 0
    }
    let nearest = divisors.min { abs(log($0 / ideal)) < abs(log($1 / ideal)) }
    return (nearest ?? ideal) * timeStep
  }
}
