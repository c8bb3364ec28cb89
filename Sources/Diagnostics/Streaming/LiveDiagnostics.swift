import ClausiusEntropyMeasures
import ClausiusSimulationCore

extension LiveDiagnostics {
  /// The calls of `analysis` at every frame of a run: the same code and the same numbers as from
  /// the file.
  ///
  /// Only numbers are columns. A name that a frame gets with regard to those before and after is
  /// not known while the run goes on; `analysis` knows it at the end.
  ///
  /// - Parameters:
  ///   - analysis: the calls; it sees every frame.
  ///   - kept: columns that a file of an earlier program holds and that go on: of names, what each
  ///     frame looks like by itself.
  public init(_ analysis: Analysis, keeping kept: Set<String> = []) {
    let requests = analysis.requests
    let written = requests.indices.filter {
      requests[$0].kind == .numbers || kept.contains(requests[$0].text)
    }
    self.init(
      columns: written.map { Column(name: requests[$0].text, unit: requests[$0].unitName) },
      quantities: Set(requests.flatMap(\.quantities))
    ) { frame in
      let estimates = try analysis.add(frame)
      return written.map { estimates[$0].value ?? .nan }
    }
  }
}
