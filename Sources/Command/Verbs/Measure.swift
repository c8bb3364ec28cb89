import ArgumentParser
import ClausiusDatasets
import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusReports
import Foundation

/// `clausius measure ESTIMATOR FILE:DATASET...`: any estimator on any dataset.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Apply an estimator to datasets of HDF5, netCDF or NumPy files or to columns of tables.",
    discussion: """
      A dataset is FILE:PATH of an HDF5 or netCDF file, of either format (FILE:PATH.FIELD of a compound dataset), FILE of an .npy file, FILE:NAME of \
      an .npz file, or FILE:COLUMN of a table of text (several columns: FILE:x,y; numbers count from 1), with a part of it in \
      brackets as in NumPy: [rows] or [rows, columns], each a number or first:last:step, from 0, negative from the end. /dev/stdin is a file too. \
      How a table is written is found and reported. '\(ProgramName.current) list estimators' shows \
      the estimators, '\(ProgramName.current) describe NAME' their parameters.

        \(ProgramName.current) measure 'kozachenko_leonenko(k: 4)' inputs.h5:/gauss_d3_n2000
        \(ProgramName.current) measure 'permutation_entropy(order: 5)' run.csv:polarization
        \(ProgramName.current) measure 'transfer_entropy(surrogates: 100)' 'series.h5:/speeds[1000:, :2]' --format json
      """)

  @Argument(
    help: "A call of an estimator.",
    completion: .list(Catalogs.current.diagnostics.estimators.callableNames))
  var estimator: String

  @Argument(help: "Datasets, as many as the estimator takes.", completion: .file())
  var datasets: [String] = []

  @Option(help: "The form: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  @Option(
    help: ArgumentHelp(
      "Repeat the estimate and report the shortest time it took.", valueName: "times"))
  var `repeat`: Int?

  func validate() throws {
    guard let times = self.repeat else { return }
    guard (1...1_000_000).contains(times) else {
      throw ValidationError("--repeat takes a whole number from 1 to 1000000")
    }
  }

  func run() throws {
    let request = try Catalogs.current.diagnostics.estimators.request(
      estimator, at: SourcePosition(source: "ESTIMATOR", line: 1, column: 1))
    for warning in request.warnings { Terminal.message("warning: \(warning)") }
    var reader = DatasetReader()
    let read = try datasets.map { try reader.read($0) }
    let estimator = type(of: request.estimator.estimator)
    let (arrays, notes) = try CompleteRows.of(
      read, for: estimator.input, in: request.estimator.order, of: estimator.entry.name)
    for note in read.compactMap(\.note) + notes { Terminal.message("warning: \(note)") }
    let (result, time) = try timed { try estimate(request, arrays) }
    let measurement = MeasurementReport(
      call: request.text, inputs: datasets, readings: read.map(\.reading), estimate: result,
      time: time)
    Terminal.output(format == .table ? measurement.table : measurement.json.text)
  }

  /// The estimate, and with `--repeat` the shortest time that it took.
  private func timed(_ estimate: () throws -> Estimate) throws -> (
    Estimate, MeasurementReport.Time?
  ) {
    var result = try estimate()
    guard let times = self.repeat else { return (result, nil) }
    var shortest = MeasurementReport.Time(seconds: .infinity, processorSeconds: .infinity)
    for _ in 0..<times {
      let (start, processor) = (ContinuousClock.now, clock())
      result = try estimate()
      let elapsed = ContinuousClock.now - start
      let used = Double(clock() - processor) / Double(CLOCKS_PER_SEC)
      shortest.seconds = min(shortest.seconds, elapsed / .seconds(1))
      shortest.processorSeconds = min(shortest.processorSeconds, used)
    }
    return (result, shortest)
  }

  private func estimate(_ request: EstimatorRequest, _ arrays: [InputArray]) throws -> Estimate {
    do throws(EntropyError) {
      return try request.estimate(from: arrays)
    } catch {
      throw Failure(.wrongInput, "\(request.text): \(error)")
    }
  }
}
