import CFFTW
import Foundation
import Synchronization

/// A transform of one row of numbers, forth and back, without normalization. The only file that
/// names FFTW.
///
/// A plan is measured once for each kind and length and kept as wisdom in the user's cache folder,
/// so that later runs use the same plan and give the same bits. Rows must be aligned to 64 bytes.
/// Executing is safe from any thread.
package final class FourierTransform: Sendable {
  /// What is transformed into what.
  package enum Kind: Sendable, Hashable {
    /// `length` real numbers to length/2 + 1 complex ones: X_k = sum_j x_j exp(-2 pi i j k /
    /// length).
    case real
    /// `length` complex numbers, real and imaginary parts in turn, to as many.
    case complex
  }

  /// The kind of the transform.
  package let kind: Kind
  /// Numbers transformed: real ones or complex ones.
  package let length: Int
  /// `fftw_plan` is a pointer that FFTW never writes through when it executes.
  private nonisolated(unsafe) let forwardPlan: fftw_plan
  private nonisolated(unsafe) let backwardPlan: fftw_plan

  /// Plans both directions: measuring unless wisdom is at hand, or by FFTW's fixed rule where a
  /// transform is needed only once.
  ///
  /// - Throws: ``TransformError`` when FFTW has no plan for the length.
  package init(_ kind: Kind, length: Int, isMeasured: Bool = true) throws(TransformError) {
    precondition(length > 0)
    self.kind = kind
    self.length = length
    guard let plans = Wisdom.shared.plan(kind, length: length, isMeasured: isMeasured) else {
      throw TransformError(length: length)
    }
    (forwardPlan, backwardPlan) = plans
  }

  deinit {
    Wisdom.shared.destroy(forwardPlan)
    Wisdom.shared.destroy(backwardPlan)
  }

  /// Transforms `values` into `coefficients`; the values survive a real transform.
  package func forward(
    _ values: UnsafeMutablePointer<Double>, into coefficients: UnsafeMutablePointer<Double>
  ) {
    let spectrum = Self.complex(coefficients)
    switch kind {
    case .real: fftw_execute_dft_r2c(forwardPlan, values, spectrum)
    case .complex: fftw_execute_dft(forwardPlan, Self.complex(values), spectrum)
    }
  }

  /// Transforms `coefficients` back into `values`, times `length`; the coefficients are destroyed.
  package func backward(
    _ coefficients: UnsafeMutablePointer<Double>, into values: UnsafeMutablePointer<Double>
  ) {
    let spectrum = Self.complex(coefficients)
    switch kind {
    case .real: fftw_execute_dft_c2r(backwardPlan, spectrum, values)
    case .complex: fftw_execute_dft(backwardPlan, spectrum, Self.complex(values))
    }
  }

  /// All plans known so far as text, for checkpoints: with it another process makes the same plans.
  package static var wisdomText: String { Wisdom.shared.text }

  /// Takes up the plans of ``wisdomText``.
  ///
  /// - Returns: whether FFTW understood the text.
  package static func adoptWisdom(_ text: String) -> Bool { Wisdom.shared.adopt(text) }

  fileprivate static func complex(
    _ numbers: UnsafeMutablePointer<Double>
  ) -> UnsafeMutablePointer<fftw_complex> {
    UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: fftw_complex.self)
  }
}

/// A length for which no transform can be planned.
package struct TransformError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The length that was asked for.
  package var length: Int

  /// What is wrong.
  package var description: String { "no Fourier transform of length \(length) can be planned" }
}

/// FFTW's planner, which is not safe to use from two threads, and its wisdom on disk.
private final class Wisdom: Sendable {
  static let shared = Wisdom()

  /// Measures, or takes the plan from wisdom.
  private static let measure: UInt32 = 0
  /// Guesses by a fixed rule: always the same plan, on any machine.
  private static let estimate: UInt32 = 1 << 6

  private let planner = Mutex<Void>(())
  private let path: String?

  init() {
    path = Self.cachePath()
    withFileLocked { [path] in
      if let path { _ = fftw_import_wisdom_from_filename(path) }
    }
  }

  /// `$XDG_CACHE_HOME/clausius`, `~/Library/Caches/clausius` or `~/.cache/clausius`; `nil` when it
  /// cannot be made.
  private static func cachePath() -> String? {
    let environment = ProcessInfo.processInfo.environment
    #if os(macOS)
      let usual = NSHomeDirectory() + "/Library/Caches"
    #else
      let usual = NSHomeDirectory() + "/.cache"
    #endif
    let given = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder = (given ?? usual) + "/clausius"
    let manager = FileManager.default
    try? manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return manager.isWritableFile(atPath: folder) ? folder + "/fftw-wisdom" : nil
  }

  /// Other processes wait while this one measures, and then find its plans: the same plan for
  /// everyone.
  private func withFileLocked(_ body: () -> Void) {
    let descriptor = path.map { open($0 + ".lock", O_CREAT | O_RDWR, 0o644) } ?? -1
    if descriptor >= 0 { flock(descriptor, LOCK_EX) }
    body()
    if descriptor >= 0 { close(descriptor) }
  }

  func plan(
    _ kind: FourierTransform.Kind, length: Int, isMeasured: Bool
  ) -> (fftw_plan, fftw_plan)? {
    planner.withLock { _ in
      // Without a place to keep wisdom two runs could measure different plans, so the fixed rule is
      // used.
      guard isMeasured, let path else { return Self.plans(kind, length, Self.estimate) }
      let known = Self.plans(kind, length, Self.measure | Self.wisdomOnly)
      if let known { return known }
      var plans: (fftw_plan, fftw_plan)?
      withFileLocked {
        _ = fftw_import_wisdom_from_filename(path)
        plans = Self.plans(kind, length, Self.measure)
        _ = fftw_export_wisdom_to_filename(path)
      }
      return plans
    }
  }

  /// Takes the plan from wisdom or gives none.
  private static let wisdomOnly: UInt32 = 1 << 21

  private static func plans(
    _ kind: FourierTransform.Kind, _ length: Int, _ flags: UInt32
  ) -> (fftw_plan, fftw_plan)? {
    let values = AlignedRow(count: 2 * length + 16)
    let coefficients = AlignedRow(count: 2 * length + 16)
    let n = Int32(length)
    let spectrum = FourierTransform.complex(coefficients.base)
    let forward: fftw_plan?
    let backward: fftw_plan?
    switch kind {
    case .real:
      forward = fftw_plan_dft_r2c_1d(n, values.base, spectrum, flags)
      backward = fftw_plan_dft_c2r_1d(n, spectrum, values.base, flags)
    case .complex:
      let numbers = FourierTransform.complex(values.base)
      forward = fftw_plan_dft_1d(n, numbers, spectrum, -1, flags)
      backward = fftw_plan_dft_1d(n, spectrum, numbers, 1, flags)
    }
    guard let forward, let backward else {
      if let forward { fftw_destroy_plan(forward) }
      if let backward { fftw_destroy_plan(backward) }
      return nil
    }
    return (forward, backward)
  }

  func destroy(_ plan: fftw_plan) {
    planner.withLock { _ in fftw_destroy_plan(plan) }
  }

  var text: String {
    planner.withLock { _ in
      guard let exported = fftw_export_wisdom_to_string() else { return "" }
      defer { free(exported) }
      return String(cString: exported)
    }
  }

  func adopt(_ text: String) -> Bool {
    planner.withLock { _ in fftw_import_wisdom_from_string(text) != 0 }
  }
}
