import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusRandomNumbers
import ClausiusSimulationCore
import RealModule

@testable import ClausiusDiagnostics

/// A gas: positions, velocities and what the particles are.
struct TestGas {
  var positions: [SIMD3<Double>]
  var velocities: [SIMD3<Double>]
  var box: Box
  var properties: [String: [Double]] = [:]

  var frame: Frame {
    let context = FrameContext(
      system: "hard_discs", family: .gas, individuals: positions.count, properties: properties)
    var frame = Frame(context: context, box: box, quantities: [.position, .velocity])
    for i in positions.indices {
      for axis in 0..<3 {
        frame.quantities[0].values[3 * i + axis] = positions[i][axis]
        frame.quantities[1].values[3 * i + axis] = velocities[i][axis]
      }
    }
    return frame
  }

  /// The value of a call.
  func estimate(_ call: String) throws -> Estimate {
    let position = SourcePosition(source: "test", line: 1, column: 1)
    let request = try DiagnosticCatalog.standard.request(call, at: position)
    return try request.evaluate(AnalyzedFrame(frame))
  }

  /// The value of a call; NaN where it is undefined.
  func value(_ call: String) throws -> Double { try estimate(call).value ?? .nan }

  /// Uniform in the box from 0 to `lengths`, Maxwellian with the standard deviations `spread`.
  static func ideal(
    _ count: Int, in lengths: [Double], boundary: Box.Boundary = .periodic,
    spread: SIMD3<Double> = SIMD3(1, 1, 1), seed: UInt64 = 1
  ) -> TestGas {
    let places = CounterRandom(seed: seed, stream: .startPosition)
    let speeds = CounterRandom(seed: seed, stream: .startVelocity)
    var gas = TestGas(
      positions: [], velocities: [], box: Box(lengths: lengths, boundary: boundary))
    let depth = lengths.count > 2 ? lengths[2] : 0
    for i in 0..<count {
      let (x, y) = places.uniforms(step: 0, individual: i)
      let (z, _) = places.uniforms(step: 0, individual: i, draw: 1)
      gas.positions.append(SIMD3(x * lengths[0], y * lengths[1], z * depth))
      var velocity = SIMD3<Double>.zero
      for axis in 0..<lengths.count {
        let (a, b) = speeds.uniforms(step: 0, individual: i, draw: axis)
        velocity[axis] =
          spread[axis] * Double.sqrt(-2 * Double.log(1 - a)) * Double.cos(2 * .pi * b)
      }
      gas.velocities.append(velocity)
    }
    return gas
  }

  /// Free flight for `time` between walls at 0 and the lengths of the box.
  func flown(_ time: Double) -> TestGas {
    var gas = self
    for i in positions.indices {
      for axis in 0..<box.spatialDimension {
        let length = box.length(axis)
        let unfolded = positions[i][axis] + velocities[i][axis] * time
        let turns = (unfolded / length).rounded(.down)
        let rest = unfolded - turns * length
        let isMirrored = Int(turns) % 2 != 0
        gas.positions[i][axis] = isMirrored ? length - rest : rest
        if isMirrored { gas.velocities[i][axis] = -velocities[i][axis] }
      }
    }
    return gas
  }
}
