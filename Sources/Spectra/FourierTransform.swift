import CFFTW

/// A transform of one row of numbers, forth and back, without normalization.
///
/// Rows must be aligned to 64 bytes. Executing is safe from any thread.
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
  /// What executes it; transforms of one kind and length share them.
  let plans: PlanPair

  /// Plans both directions from the table of measured plans, or by FFTW's fixed rule where the
  /// table lacks the length or `usesTable` is false (a transform that is needed only once).
  ///
  /// - Throws: ``TransformError`` when FFTW has no plan for the length.
  package convenience init(
    _ kind: Kind, length: Int, usesTable: Bool = true
  ) throws(TransformError) {
    precondition(length > 0)
    guard let plans = TransformPlanner.plans(kind, length: length, usesTable: usesTable) else {
      throw TransformError(length: length)
    }
    self.init(kind, length: length, plans: plans)
  }

  init(_ kind: Kind, length: Int, plans: PlanPair) {
    self.kind = kind
    self.length = length
    self.plans = plans
  }

  /// Who chose the plans.
  package var planChoice: PlanChoice { plans.choice }

  /// The same transform by the plans that FFTW once measured and kept as `wisdom`; `nil` where this
  /// build of FFTW does not accept it.
  package func planned(by wisdom: String) -> FourierTransform? {
    TransformPlanner.plans(kind, length: length, wisdom: wisdom)
      .map { FourierTransform(kind, length: length, plans: $0) }
  }

  /// Transforms `values` into `coefficients`; the values survive a real transform.
  package func forward(
    _ values: UnsafeMutablePointer<Double>, into coefficients: UnsafeMutablePointer<Double>
  ) {
    let spectrum = Self.complex(coefficients)
    switch kind {
    case .real: fftw_execute_dft_r2c(plans.forward, values, spectrum)
    case .complex: fftw_execute_dft(plans.forward, Self.complex(values), spectrum)
    }
  }

  /// Transforms `coefficients` back into `values`, times `length`; the coefficients are destroyed.
  package func backward(
    _ coefficients: UnsafeMutablePointer<Double>, into values: UnsafeMutablePointer<Double>
  ) {
    let spectrum = Self.complex(coefficients)
    switch kind {
    case .real: fftw_execute_dft_c2r(plans.backward, spectrum, values)
    case .complex: fftw_execute_dft(plans.backward, spectrum, Self.complex(values))
    }
  }

  static func complex(
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
