import ClausiusEntropyMeasures
import ClausiusScenarios
import ClausiusSimulationCore

/// What a run did, told at its end.
struct RunSummary {
  var scenario: Scenario
  var path: String
  var clock: Clock
  var steps: Int
  var seconds: Double
  var bytes: Int
  var observables: [SummaryObserver.Result]
}

/// Follows the observables of a run: their mean and their last value.
final class SummaryObserver: Observer {
  /// One observable over the run.
  struct Result {
    var name: String
    var unit: String
    var mean: Double
    var last: Double
  }

  private var names: [(name: String, unit: String)] = []
  private var sums: [CompensatedSum] = []
  private var last: [Double] = []
  private var counts: [Int] = []

  func observe(_ frame: borrowing Frame) {
    if names.isEmpty {
      names = frame.observables.map { ($0.name, $0.unit) }
      sums = names.map { _ in CompensatedSum() }
      counts = names.map { _ in 0 }
    }
    last = frame.observables.map(\.value)
    for (k, observable) in frame.observables.enumerated() where !observable.value.isNaN {
      sums[k].add(observable.value)
      counts[k] += 1
    }
  }

  /// The observables over the frames of this part of the run in which they are defined.
  var results: [Result] {
    names.indices.map { k in
      Result(
        name: names[k].name, unit: names[k].unit, mean: sums[k].value / Double(counts[k]),
        last: last[k])
    }
  }
}
