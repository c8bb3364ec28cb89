import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

/// What a run did.
public struct RunSummary: Sendable {
  /// An observable over the frames of this part of the run in which it is defined.
  public struct Observable: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its unit, "1" for none.
    public var unit: String
    /// Its mean; NaN where it is undefined in all frames.
    public var mean: Double
    /// Its last value; NaN where it is undefined.
    public var last: Double
  }

  /// What was run.
  public var scenario: Scenario
  /// The trajectory.
  public var path: String
  /// Where the run stands.
  public var clock: Clock
  /// The ticks of this part of the run.
  public var steps: Int
  /// Seconds on the clock that this part took.
  public var seconds: Double
  /// The size of the trajectory.
  public var bytes: Int
  /// The observables, diagnostics among them.
  public var observables: [Observable]
  /// The diagnostics that name frames, over the frames of this part of the run.
  public var categories: [SeriesResult]
  /// What the system says at the end, such as a conserved number that changed.
  public var warnings: [Problem]
}

/// Follows the observables of a run: their mean and their last value, or the shares of the words
/// that they stand for.
final class SummaryObserver: Observer {
  private var names: [(name: String, unit: String)] = []
  private var categories: [(description: ObservableDescription, names: [String])] = []
  private var sums: [CompensatedSum] = []
  private var last: [Double] = []
  private var counts: [Int] = []

  func observe(_ frame: borrowing Frame) {
    let single = frame.observables.filter { $0.description.axes.isEmpty }
    let observables = single.filter { $0.description.meaning.words.isEmpty }
    count(single.filter { !$0.description.meaning.words.isEmpty })
    if names.isEmpty {
      names = observables.map { ($0.name, $0.unit) }
      sums = names.map { _ in CompensatedSum() }
      counts = names.map { _ in 0 }
    }
    last = observables.map(\.value)
    for (k, observable) in observables.enumerated() where !observable.value.isNaN {
      sums[k].add(observable.value)
      counts[k] += 1
    }
  }

  private func count(_ observables: [Observable]) {
    if categories.isEmpty { categories = observables.map { ($0.description, []) } }
    for (k, observable) in observables.enumerated() {
      let words = observable.description.meaning.words
      let place = Int(exactly: observable.value).flatMap { words.indices.contains($0) ? $0 : nil }
      categories[k].names.append(place.map { words[$0] } ?? "")
    }
  }

  /// The observables that name the frames that were seen.
  var categoryResults: [SeriesResult] {
    categories.map { SeriesResult(name: $0.description.name, unit: "1", names: $0.names) }
  }

  /// The observables over the frames that were seen.
  var results: [RunSummary.Observable] {
    names.indices.map { k in
      RunSummary.Observable(
        name: names[k].name, unit: names[k].unit, mean: sums[k].value / Double(counts[k]),
        last: last[k])
    }
  }
}
