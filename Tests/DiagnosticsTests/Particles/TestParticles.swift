import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// Active particles: places, self-propulsions, forces and their divergences.
struct TestParticles {
  var places: [SIMD3<Double>]
  var box: Box
  var propulsion: [SIMD3<Double>] = []
  var force: [SIMD3<Double>] = []
  var divergence: [Double] = []
  var image: [SIMD3<Double>] = []
  var radius = 0.5
  var parameters: [String: Double] = ["translational_diffusivity": 0.5]
  var diffusivities: [Double] = []
  var words: [String: String] = [:]
  var family: SystemFamily? = .active
  var time = 0.0

  /// The quantities that are there.
  var frame: Frame {
    let context = FrameContext(
      system: "active_particles", family: family, individuals: places.count,
      properties: [
        "radius": [Double](repeating: radius, count: places.count),
        "translational_diffusivity": diffusivities,
      ].filter { $0.value.count == places.count },
      parameters: parameters, words: words)
    let vectors: [(QuantityDescription, [SIMD3<Double>])] = [
      (.position, places), (.image(), image), (vector("self_propulsion"), propulsion),
      (vector("force"), force),
    ].filter { !$0.1.isEmpty }
    let divergences = divergence.isEmpty ? [] : [Self.divergence]
    var frame = Frame(context: context, box: box, quantities: vectors.map(\.0) + divergences)
    for (index, (_, values)) in vectors.enumerated() {
      frame.quantities[index].values = values.flatMap { [$0.x, $0.y, $0.z] }
    }
    if !divergence.isEmpty { frame.quantities[vectors.count].values = divergence }
    frame.time = time
    return frame
  }

  private static let divergence = QuantityDescription(
    "force_divergence", unit: "1/time", about: "div F", along: [.individuals])

  private func vector(_ name: String) -> QuantityDescription {
    QuantityDescription(name, unit: "length/time", about: name, along: [.individuals, .space])
  }

  /// What every frame carries.
  var contents: FrameContents {
    FrameContents(
      context: frame.context, box: box, quantities: frame.quantities.map(\.description),
      observables: [])
  }

  /// A call fitted to the frames.
  func request(_ call: String) throws(Problems) -> DiagnosticRequest {
    let place = SourcePosition(source: "test", line: 1, column: 1)
    return try DiagnosticCatalog.standard.request(call, at: place).fitted(to: contents)
  }

  /// The estimate of a call.
  func estimate(_ call: String) throws -> Estimate {
    try request(call).evaluate(AnalyzedFrame(frame))
  }

  /// The value of a call; NaN where it is undefined.
  func value(_ call: String) throws -> Double { try estimate(call).value ?? .nan }

  /// The numbers of a quantity.
  func numbers(_ quantity: String) throws -> [Double] {
    let place = SourcePosition(source: "test", line: 1, column: 1)
    let node = Node(.scalar(text: quantity, isQuoted: false), at: place)
    return try DiagnosticCatalog.standard.quantity(node).fitted(to: contents)
      .rows(AnalyzedFrame(frame)).values
  }
}

extension TestParticles {
  /// Uniform in the box from 0 to `lengths`, with random self-propulsions, forces and divergences.
  static func random(
    _ count: Int, in lengths: [Double], boundary: Box.Boundary = .periodic, seed: UInt64 = 1
  ) -> TestParticles {
    var numbers = TestNumbers(seed: seed)
    func vector() -> SIMD3<Double> {
      SIMD3(numbers.normal(), numbers.normal(), lengths.count > 2 ? numbers.normal() : 0)
    }
    let depth = lengths.count > 2 ? lengths[2] : 0
    var particles = TestParticles(
      places: (0..<count).map { _ in
        SIMD3(
          numbers.uniform() * lengths[0], numbers.uniform() * lengths[1],
          numbers.uniform() * depth)
      }, box: Box(lengths: lengths, boundary: boundary))
    particles.propulsion = (0..<count).map { _ in vector() }
    particles.force = (0..<count).map { _ in vector() }
    particles.divergence = (0..<count).map { _ in numbers.normal() }
    return particles
  }

  /// A square lattice with `side` particles along each axis, `spacing` apart, in a periodic plane.
  static func lattice(_ side: Int, spacing: Double) -> TestParticles {
    let places = (0..<side * side).map { k in
      SIMD3(Double(k % side) + 0.5, Double(k / side) + 0.5, 0) * spacing
    }
    let length = Double(side) * spacing
    return TestParticles(places: places, box: Box(lengths: [length, length], boundary: .periodic))
  }

  /// A square of side 48 whose left half is packed to `dense` and whose right half to `dilute`, on
  /// lattices.
  static func slab(dense: Double, dilute: Double) -> TestParticles {
    var places: [SIMD3<Double>] = []
    for (start, packing) in [(0.0, dense), (24.0, dilute)] {
      let columns = Int((24 * Double.sqrt(packing * 4 / .pi)).rounded())
      let rows = Int((packing * 24 * 48 * 4 / .pi / Double(columns)).rounded())
      for column in 0..<columns {
        for row in 0..<rows {
          places.append(
            SIMD3(
              start + (Double(column) + 0.5) * 24 / Double(columns),
              (Double(row) + 0.5) * 48 / Double(rows), 0))
        }
      }
    }
    return TestParticles(places: places, box: Box(lengths: [48, 48], boundary: .periodic))
  }
}

/// What a call of all frames together finds.
func whole(_ call: String, _ frames: [TestParticles]) throws -> SeriesResult {
  try whole(try frames[0].request(call), frames.map(\.frame))
}

/// What a request of all frames together finds.
func whole(_ request: DiagnosticRequest, _ frames: [Frame]) throws -> SeriesResult {
  let analysis = Analysis([request])
  for (index, given) in frames.enumerated() {
    var frame = given
    frame.index = index
    try analysis.add(frame)
  }
  try analysis.finish()
  return analysis.results[0]
}
