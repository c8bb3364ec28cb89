import ClausiusDeclarations
import CFFTW
import CTransformPlans
import Foundation

/// Who chose the plan of a transform. Never a clock: the same build of FFTW always gives the same
/// plan, and so the same bits, whatever the load, the cache or the run before.
package enum PlanChoice: Sendable, Hashable, CustomStringConvertible {
  /// The table of plans that comes with this engine, measured once for many lengths.
  case table
  /// FFTW's fixed rule, from the number of operations: for every other length or build of FFTW,
  /// and for transforms that are needed only once.
  case fixedRule
  /// A checkpoint of a version that measured plans on each machine.
  case checkpoint

  /// Who chose, with the build of FFTW that executes: "table 1 (fftw-3.3.10-sse2-avx)".
  package var description: String {
    let name =
      switch self {
      case .table: "table 1"
      case .fixedRule: "fixed rule"
      case .checkpoint: "checkpoint"
      }
    return "\(name) (\(String(cString: clausius_fftw_version())))"
  }
}

/// The plans of a transform, forth and back. FFTW never writes through them when it executes.
final class PlanPair: @unchecked Sendable {
  let forward: fftw_plan
  let backward: fftw_plan
  let choice: PlanChoice

  init(forward: fftw_plan, backward: fftw_plan, choice: PlanChoice) {
    self.forward = forward
    self.backward = backward
    self.choice = choice
  }

  deinit { TransformPlanner.destroy(forward, backward) }
}

/// FFTW's planner, which is not safe to use from two threads.
///
/// The planner remembers plans as wisdom. It forgets all before each plan here, so that a plan does
/// not depend on those made before. Reading the table takes some milliseconds, so plans from it are
/// kept for whoever asks for the same length again, frame by frame.
enum TransformPlanner {
  private static let lock = Locked<Void>(())
  private static let kept = Locked<[Wanted: PlanPair]>([:])
  /// The most plans that are kept; then all give way.
  private static let mostKept = 64

  /// Whose plans are kept.
  private struct Wanted: Hashable {
    var kind: FourierTransform.Kind
    var length: Int
  }

  /// Takes the plan that wisdom has: measured ones only.
  private static let measuredBefore: UInt32 = 1 << 21
  /// Chooses by a fixed rule, from the number of operations.
  private static let estimate: UInt32 = 1 << 6

  /// The plans that the table has for a length, else those of the fixed rule; `nil` where FFTW has
  /// none.
  static func plans(
    _ kind: FourierTransform.Kind, length: Int, usesTable: Bool
  ) -> PlanPair? {
    guard usesTable else { return made(kind, length, usesTable: false) }
    let wanted = Wanted(kind: kind, length: length)
    if let plans = kept.withLock({ $0[wanted] }) { return plans }
    guard let plans = made(kind, length, usesTable: true) else { return nil }
    // What gives way is let go outside of the lock, since its plans are then destroyed.
    let (first, crowded) = kept.withLock { kept in
      if let first = kept[wanted] { return (first, [:]) }
      let crowded = kept.count < mostKept ? [:] : kept
      if !crowded.isEmpty { kept = [:] }
      kept[wanted] = plans
      return (plans, crowded)
    }
    return withExtendedLifetime(crowded) { first }
  }

  /// The plans that ``plans(_:length:usesTable:)`` keeps, made anew.
  static func made(
    _ kind: FourierTransform.Kind, _ length: Int, usesTable: Bool
  ) -> PlanPair? {
    lock.withLock { _ in
      fftw_forget_wisdom()
      if usesTable, fftw_import_wisdom_from_string(clausius_transform_plans_1()) != 0,
        let plans = plans(kind, length, flags: measuredBefore, choice: .table)
      {
        return plans
      }
      fftw_forget_wisdom()
      return plans(kind, length, flags: estimate, choice: .fixedRule)
    }
  }

  /// The plans that `wisdom` has for a length; `nil` where it has none or FFTW does not accept it.
  static func plans(
    _ kind: FourierTransform.Kind, length: Int, wisdom: String
  ) -> PlanPair? {
    lock.withLock { _ in
      fftw_forget_wisdom()
      guard isReadable(wisdom), fftw_import_wisdom_from_string(wisdom) != 0 else { return nil }
      return plans(kind, length, flags: measuredBefore, choice: .checkpoint)
    }
  }

  /// Whether every entry of `wisdom` has flags that fit: FFTW ends the process on others.
  ///
  /// An entry is a solver, its number, flags of 20, 20 and 9 bits (`flags_t` of FFTW 3.3), and four
  /// words of a digest; all of them stand in one pair of parentheses behind a head.
  private static func isReadable(_ wisdom: String) -> Bool {
    let entry = /\(\s*[^\s()]+\s+\d+\s+#x([0-9a-f]+)\s+#x([0-9a-f]+)\s+#x([0-9a-f]+)\s+#/
    var entries = 0
    for match in wisdom.matches(of: entry) {
      let flags = [match.1, match.2, match.3].map { UInt32($0, radix: 16) ?? .max }
      guard zip(flags, [20, 20, 9]).allSatisfy({ $0 >> UInt32($1) == 0 }) else { return false }
      entries += 1
    }
    return entries == wisdom.count(where: { $0 == "(" }) - 1
  }

  static func destroy(_ plans: fftw_plan...) {
    lock.withLock { _ in for plan in plans { fftw_destroy_plan(plan) } }
  }

  private static func plans(
    _ kind: FourierTransform.Kind, _ length: Int, flags: UInt32, choice: PlanChoice
  ) -> PlanPair? {
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
      forward = fftw_plan_dft_1d(n, numbers, spectrum, FFTW_FORWARD, flags)
      backward = fftw_plan_dft_1d(n, spectrum, numbers, FFTW_BACKWARD, flags)
    }
    guard let forward, let backward else {
      for plan in [forward, backward].compactMap({ $0 }) { fftw_destroy_plan(plan) }
      return nil
    }
    return PlanPair(forward: forward, backward: backward, choice: choice)
  }
}
