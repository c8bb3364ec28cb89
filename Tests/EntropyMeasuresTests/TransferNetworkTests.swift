import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Which of the pairs of a network are more than chance, in series whose truth is known.
@Suite struct TransferNetworkTests {
  /// Headings of independent individuals; `rate` is that of frames, times are in seconds.
  enum Independent: CaseIterable {
    case rotations, noisyRotations, walks, slowSeries, fastSeries

    func angle(_ numbers: inout TestNumbers, rate: Double) -> () -> Double {
      let step = 1 / rate
      var generator = TestNumbers(seed: UInt64(numbers.integer(below: 1 << 30)))
      let speed = 0.5 + 1.5 * numbers.uniform()
      var (angle, inner) = (6 * numbers.uniform(), 0.5 * generator.normal())
      func series(time: Double, deviation: Double) -> Double {
        let memory = Double.exp(-step / time)
        inner = memory * inner + deviation * (1 - memory * memory).squareRoot() * generator.normal()
        return inner
      }
      return {
        switch self {
        case .rotations: angle += (speed + series(time: 1, deviation: 0.5)) * step
        case .noisyRotations: angle += speed * step + (0.2 * step).squareRoot() * generator.normal()
        case .walks: angle += (0.1 * step).squareRoot() * generator.normal()
        case .slowSeries: angle = series(time: 5, deviation: 0.7)
        case .fastSeries: angle = series(time: 0.2, deviation: 0.7)
        }
        return angle
      }
    }
  }

  private func headings(_ angles: [Double]) -> InputArray {
    InputArray(angles.flatMap { [Double.cos($0), Double.sin($0)] }, shape: [angles.count, 2])
  }

  private func relations(_ pairs: TransferPairs, _ relation: TransferPair.Relation) -> [[Int]] {
    (0..<pairs.count).flatMap { source in
      (0..<pairs.count).filter { pairs[source, $0]?.relation == relation }.map { [source, $0] }
    }
  }

  @Test("Of 100 families of independent series about five hold a false alarm at most")
  func falseAlarms() throws {
    var (families, alarms) = (0, 0)
    for model in Independent.allCases {
      for rate in [25.0, 5] {
        var numbers = TestNumbers(seed: UInt64(rate) + UInt64(Independent.allCases.count))
        for _ in 0..<15 {
          let series = (0..<4).map { _ in
            let next = model.angle(&numbers, rate: rate)
            return headings((0..<400).map { _ in next() })
          }
          families += 1
          let pairs = try TransferNetwork().pairs(of: series)
          #expect(pairs.pairs.count { $0?.probability != nil } == 12, "\(model) is tested")
          if pairs.count(of: .transfer) + pairs.count(of: .commonDrive) > 0 { alarms += 1 }
        }
      }
    }
    // 7.5 of 150 with a standard deviation of 2.7.
    #expect(alarms <= 15)
    #expect(families == 150)
  }

  /// Velocities of individuals that circle by themselves with speeds that wander.
  private func wanderers(seed: UInt64, count: Int, steps: Int) -> [InputArray] {
    var numbers = TestNumbers(seed: seed)
    return (0..<count).map { _ in
      let turn = 0.1 + 0.3 * numbers.uniform()
      var (angle, speed) = (6 * numbers.uniform(), 0.2 * numbers.normal())
      let values = (0..<steps).flatMap { _ -> [Double] in
        angle += turn
        speed = 0.67 * speed + 0.15 * numbers.normal()
        return [Double.exp(speed) * Double.cos(angle), Double.exp(speed) * Double.sin(angle)]
      }
      return InputArray(values, shape: [steps, 2])
    }
  }

  @Test(
    "Velocities of steady turns and wandering speed, and the places they lead to, hold no alarm")
  func wanderingSpeeds() throws {
    for arePlaces in [false, true] {
      var alarms = 0
      for family in 0..<20 {
        var series = wanderers(seed: UInt64(family + 1), count: 4, steps: 500)
        if arePlaces {
          series = series.map { array in
            var (x, y) = (0.0, 0.0)
            return InputArray(
              (0..<500).flatMap { row -> [Double] in
                (x, y) = (x + array.values[2 * row], y + array.values[2 * row + 1])
                return [x, y]
              }, shape: [500, 2])
          }
        }
        var network = TransferNetwork()
        network.arePlaces = arePlaces
        alarms += try network.pairs(of: series).count(of: .transfer) > 0 ? 1 : 0
      }
      // One of 20 with a standard deviation of 1.
      #expect(alarms <= 3, "places: \(arePlaces)")
    }
  }

  /// 560 sums of 40 numbers each with weights of either sign: no short past predicts them.
  private func unpredictable(_ numbers: inout TestNumbers) -> [Double] {
    let noise: [Double] = numbers.uniforms(600).map { $0 - 0.5 }
    return (40..<600).map { time in
      var sum = 0.0
      for back in 0..<40 { sum += back % 20 < 10 ? noise[time - back] : -noise[time - back] }
      return sum
    }
  }

  @Test("Nearest neighbors see turns, and refuse targets whose own past is longer than three")
  func neighbors() throws {
    var numbers = TestNumbers(seed: 6)
    let series = (0..<3).map { k in
      var (angle, rate) = (Double(k), 0.0)
      return headings(
        (0..<300).map { _ in
          rate = 0.5 * rate + 0.05 * numbers.normal()
          angle += 0.1 * Double(k + 1) + rate
          return angle
        })
    }
    var network = TransferNetwork()
    network.method = .nearestNeighbor
    let pairs = try network.pairs(of: series)
    #expect(pairs.count(of: .transfer) == 0)
    #expect(pairs.pairs.count { $0?.probability != nil } == 6)
    let sums = (0..<2).map { _ in unpredictable(&numbers) }
    let refused = try network.pairs(of: sums.map { InputArray($0) })
    #expect(refused[0, 1]?.probability == nil)
    guard case .correlatedResiduals = refused[0, 1]?.estimate.undefined else {
      Issue.record("\(String(describing: refused[0, 1]?.estimate.undefined))")
      return
    }
  }

  /// Angles of individuals that turn to where their leader headed `delay` steps before.
  private func following(_ leaders: [Int?], delay: Int, seed: UInt64) -> [InputArray] {
    var numbers = TestNumbers(seed: seed)
    var angles = leaders.map { _ in [0.0] }
    var rate = 0.0
    for step in 1..<800 {
      rate = 0.9 * rate + 0.05 * numbers.normal()
      for (individual, leader) in leaders.enumerated() {
        let own = angles[individual][step - 1]
        let turn = leader.map { 0.2 * Double.sin(angles[$0][max(0, step - delay)] - own) } ?? rate
        angles[individual].append(own + turn + (leader == nil ? 0 : 0.05 * numbers.normal()))
      }
    }
    return angles.map(headings)
  }

  @Test("A leader is found with its lag, and nothing else")
  func aLeader() throws {
    let pairs = try TransferNetwork().pairs(of: following([nil, 0, 0, 0, 0], delay: 4, seed: 3))
    #expect(relations(pairs, .transfer) == [[0, 1], [0, 2], [0, 3], [0, 4]])
    #expect(pairs[0, 1]?.lags == [4])
  }

  @Test("In a chain each follows the one before it; the first drives the others only through it")
  func aChain() throws {
    let series = following([nil, 0, 1, 2], delay: 3, seed: 5)
    let pairs = try TransferNetwork().pairs(of: series)
    #expect(relations(pairs, .transfer) == [[0, 1], [1, 2], [2, 3]])
    #expect(relations(pairs, .commonDrive).contains([0, 2]))
    var alone = TransferNetwork()
    alone.condition = .none
    #expect(relations(try alone.pairs(of: series), .transfer).contains([0, 2]))
  }

  @Test("What all share at the same step is common drive, not transfer")
  func commonDrive() throws {
    var numbers = TestNumbers(seed: 8)
    var drive = 0.0
    var angles = [[Double]](repeating: [], count: 6)
    for _ in 0..<600 {
      drive = 0.9 * drive + 0.3 * numbers.normal()
      for k in angles.indices { angles[k].append(drive + 0.2 * numbers.normal()) }
    }
    let pairs = try TransferNetwork().pairs(of: angles.map(headings))
    #expect(pairs.count(of: .transfer) == 0)
    #expect(pairs.count(of: .commonDrive) > 20)
  }

  @Test("Rotations without noise have nothing to transfer, in single precision neither")
  func rotations() throws {
    let series = (0..<3).map { k in
      headings((0..<300).map { Double($0) * (0.1 + 0.03 * Double(k)) })
    }
    let rounded = series.map { array in
      InputArray(array.values.map { Double(Float($0)) }, shape: array.shape)
    }
    for arrays in [series, rounded] {
      let pairs = try TransferNetwork().pairs(of: arrays)
      #expect(
        pairs.pairs.compactMap { $0?.estimate.undefined }
          == Array(repeating: .noInnovation, count: 6))
      #expect(relations(pairs, .none).count == 6)
    }
  }

  @Test("A target whose residuals stay correlated is refused")
  func correlatedResiduals() throws {
    var numbers = TestNumbers(seed: 4)
    let series = (0..<2).map { _ in unpredictable(&numbers) }
    var network = TransferNetwork()
    network.targetHistory = 1
    let pairs = try network.pairs(of: series.map { InputArray($0) })
    #expect(pairs[0, 1]?.estimate.undefined == .correlatedResiduals(history: 1))
    #expect(pairs[0, 1]?.probability == nil)
  }

  @Test("The transfer of a first-order series is known, and steps across a gap are left out")
  func knownTransfer() throws {
    var numbers = TestNumbers(seed: 5)
    var (x, y) = ([0.0], [0.0])
    for t in 0..<20_000 {
      x.append(0.5 * x[t] + numbers.normal())
      y.append(0.6 * y[t] + 0.4 * x[t] + numbers.normal())
    }
    var network = TransferNetwork()
    (network.lag, network.targetHistory, network.condition) = (1, 1, .none)
    var series = [InputArray(x), InputArray(y)]
    let pairs = try network.pairs(of: series)
    var regression = TransferEntropy()
    regression.method = .linear
    let alone = try regression.estimate(from: series)
    // 0.092280 for infinitely long series; its standard error is about sqrt(2 T/n) = 0.003.
    #expect(abs((pairs[0, 1]?.estimate.value ?? 0) - 0.092280) < 0.01)
    #expect(
      abs((pairs[0, 1]?.estimate.value ?? 0) - (alone.value ?? 1)) < 1e-4)
    #expect(pairs[0, 1]?.relation == .transfer)
    #expect(pairs[1, 0]?.relation == TransferPair.Relation.none)
    for k in series.indices { series[k].breaks = [100, 200] }
    #expect(try network.pairs(of: series)[0, 1]?.estimate.samples == 20_000 - 1 - 4)
  }
}
