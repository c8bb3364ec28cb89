import ClausiusComparisons
import ClausiusDatasets
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusHDF5Storage
import ClausiusTrajectories
import Foundation

/// One quantity with its values in every input.
struct ComparedQuantity {
  var name: String
  var unit: String
  var samples: [Sample]
}

/// Columns of numbers that are compared.
enum ComparedData {
  /// Whether an argument is the path of an HDF5 file, rather than a dataset in one or a CSV file.
  static func isTrajectory(_ text: String) -> Bool {
    FileManager.default.fileExists(atPath: text) && HDF5File.isHDF5(text)
  }

  /// The numbers that the arguments name.
  static func columns(_ inputs: [String]) throws -> ComparedQuantity {
    let samples = try inputs.map { input in
      let array = try DatasetReader.read(input)
      guard array.columns == 1 else {
        throw Failure(
          .wrongInput, "\(input) has \(array.columns) columns: name one, FILE:COLUMN or [:, column]"
        )
      }
      if let row = array.values.firstIndex(where: { !$0.isFinite }) {
        throw Failure(.wrongInput, "\(input): row \(row) is not a finite number")
      }
      return Sample(input, array.values)
    }
    return ComparedQuantity(name: "values", unit: "1", samples: samples)
  }
}

/// Diagnostics over the frames of runs that are compared.
struct ComparedRuns {
  var selection: DiagnosticSelection
  var from: Double?
  var to: Double?
  var every: Int
  var velocityFromDifferences: Bool
  /// Whether the user chose the diagnostics.
  var isChosen: Bool

  /// The values of every diagnostic that all runs have.
  func quantities(of files: [String]) throws -> [ComparedQuantity] {
    let runs = try files.map { try series(of: $0) }
    let common = runs[0].filter { first in
      runs.allSatisfy { $0.contains { $0.name == first.name } }
    }
    guard !common.isEmpty else {
      throw Failure(.wrongInput, "no diagnostic can be computed from all of these files")
    }
    return common.map { first in
      ComparedQuantity(
        name: first.name, unit: first.unit,
        samples: runs.compactMap { run in run.first { $0.name == first.name }?.sample })
    }
  }

  private typealias Values = (name: String, unit: String, sample: Sample)

  private func series(of file: String) throws -> [Values] {
    let reader = try TrajectoryReader(
      file, options: .init(velocityFromDifferences: velocityFromDifferences))
    defer { reader.close() }
    let window = try DiagnosticSelection.window(of: reader, from: from, to: to)
    let requests = try perFrame(selection.requests(for: reader))
    var analysis = Analysis(requests)
    var values = requests.map { _ in [Double]() }
    var missing = requests.map { _ in 0 }
    var times: [Double] = []
    try reader.forEachFrame(in: window, stride: every) { frame in
      do {
        for (index, estimate) in try analysis.add(copy frame).enumerated() {
          if let value = estimate.value { values[index].append(value) } else { missing[index] += 1 }
        }
      } catch let error as DiagnosticError {
        throw Failure(.wrongInput, "\(file): frame \(frame.index): \(error)")
      }
      times.append(frame.time)
    }
    let span = (times.last ?? 0) - (times.first ?? 0)
    let timeStep = times.count > 1 && span > 0 ? span / Double(times.count - 1) : 1
    return requests.indices.map { index in
      let notes =
        missing[index] > 0 ? ["undefined in \(missing[index]) frames, which are left out"] : []
      return (
        requests[index].text, requests[index].unit.rawValue,
        Sample(file, values[index], timeStep: timeStep, notes: notes)
      )
    }
  }

  /// Those with a value at each frame.
  private func perFrame(_ requests: [DiagnosticRequest]) throws -> [DiagnosticRequest] {
    guard isChosen, let whole = requests.first(where: \.isOfWholeSeries) else {
      return requests.filter { !$0.isOfWholeSeries }
    }
    throw Failure(
      .wrongInput,
      "\(whole.text) is one number for a whole run: there is nothing to test; "
        + "write its values of many runs into a file and compare FILE:COLUMN")
  }
}
