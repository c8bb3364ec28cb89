import ClausiusDiagnostics
import ClausiusSimulationCore

extension FigureFamily {
  /// Individuals of any system, also of files of other writers.
  static let particles = FigureFamily(
    name: "particles", about: "individuals of any other system, any H5MD file",
    serves: { $0.individuals > 0 },
    kinds: [
      .snapshot, .velocityDistribution, .densityProfile, .orderParameters, .phase,
      .schoolEntropies, .meanSquaredDisplacement, .velocityAutocorrelation,
      .pairCorrelationFunction, .observables,
    ],
    overview: ["snapshot", "velocity_distribution", "density_profile", "order_parameters"],
    comparison: ["velocity_distribution", "density_profile", "order_parameters", "snapshot"])
}

/// Which individuals are drawn where there are too many for a picture.
struct Sample {
  /// The numbers of those that are drawn.
  let indices: [Int]
  /// What the reader must know; empty when all are drawn.
  let notes: [String]

  /// At most `most` of `count` individuals, at equal distances in their order, those for which
  /// `isWanted` holds.
  init(of count: Int, atMost most: Int) {
    let step = max(1, (count + most - 1) / most)
    indices = Array(stride(from: 0, to: count, by: step))
    notes = step > 1 ? ["a sample is drawn: \(indices.count) of \(count)"] : []
  }
}

extension Shot {
  /// The components of a quantity of individual `i`.
  func vector(_ values: [Double], _ i: Int) -> SIMD3<Double> {
    SIMD3(values[3 * i], values[3 * i + 1], values[3 * i + 2])
  }

  /// The time in words, after the label of the run where there is one.
  public var timeLabel: String {
    let time = "t = \(frame.time.inFourDigits)"
    return label.isEmpty ? time : "\(label), \(time)"
  }

  /// A quantity of the frame.
  ///
  /// - Throws: ``PlotError`` when the frame does not carry it.
  func rows(_ quantity: String) throws(PlotError) -> [Double] {
    guard let rows = frame[quantity] else {
      throw PlotError(.request, "\(run.reader.path): the frames carry no \(quantity)")
    }
    return rows
  }
}
