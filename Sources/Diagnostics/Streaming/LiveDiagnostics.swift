import ClausiusEntropyMeasures
import ClausiusSimulationCore

extension LiveDiagnostics {
  /// Diagnostics that a run computes at every frame: the same code and the same numbers as from the
  /// file.
  ///
  /// All of them see one ``AnalyzedFrame``, so that they share their work; nothing of the frame is
  /// kept.
  public init(_ requests: [DiagnosticRequest]) {
    self.init(columns: requests.map { Column(name: $0.text, unit: $0.unit.rawValue) }) { frame in
      let analyzed = AnalyzedFrame(frame)
      return try requests.map { try $0.evaluate(analyzed).value ?? .nan }
    }
  }
}
