import ClausiusComparisons
import ClausiusDatasets
import ClausiusDiagnostics
import ClausiusHDF5Storage
import ClausiusTrajectories
import Foundation

/// One quantity with its values in every input.
struct ComparedQuantity {

  var name: String
  var unit: String
  /// The words that values are places of; none where they are numbers.
  var words: [String] = []
  /// The quantities of frames that they follow from.
  var quantities: [String] = []
  var samples: [Sample]

  /// Whether the values are those of `other` in every input: the largest of one group, for example.
  /// Categories are equal where their words are, whatever the lists of the words.
  func isEqual(to other: ComparedQuantity) -> Bool {
    guard words.isEmpty == other.words.isEmpty, samples.count == other.samples.count else {
      return false
    }
    let all = words + other.words.filter { !words.contains($0) }
    return zip(samples(in: all), other.samples(in: all)).allSatisfy { $0.values == $1.values }
  }
}

extension ComparedQuantity {
  /// The samples with values that are places of `words`: a phase of a school and one of discs that
  /// separate are words of different lists.
  func samples(in words: [String]) -> [Sample] {
    guard words != self.words else { return samples }
    let places = self.words.map { Double(words.firstIndex(of: $0) ?? 0) }
    return samples.map { sample in
      var sample = sample
      sample.values = sample.values.compactMap { value in
        Int(exactly: value).flatMap { places.indices.contains($0) ? places[$0] : nil }
      }
      return sample
    }
  }
}

/// Columns of numbers that are compared.
enum ComparedData {
  /// Whether an argument is the path of an HDF5 file, rather than a dataset in one or a CSV file.
  static func isTrajectory(_ text: String) -> Bool {
    DatasetReader.isHDF5(text)
  }

  /// The numbers that the arguments name.
  static func columns(_ inputs: [String]) throws -> ComparedQuantity {
    var reader = DatasetReader()
    var units: [(input: String, unit: String)] = []
    let samples = try inputs.map { input in
      let dataset = try reader.read(input)
      if let unit = dataset.array.unit { units.append((input, unit)) }
      let (array, missing) = CompleteRows.of(dataset)
      guard array.columns == 1 else {
        throw Failure(
          .wrongInput, "\(input) has \(array.columns) columns: name one, FILE:COLUMN or [:, column]"
        )
      }
      if let row = array.values.firstIndex(where: { !$0.isFinite }) {
        throw Failure(.wrongInput, "\(input): \(array.place(ofRow: row)) is not a finite number")
      }
      let notes =
        (dataset.reading.map { ["read as: \($0)"] } ?? []) + (dataset.note.map { [$0] } ?? [])
        + (missing > 0 ? ["missing in \(missing) rows, which are left out"] : [])
      return Sample(input, array.values, notes: notes)
    }
    if let first = units.first,
      let other = units.first(where: { !UnitSpelling.areSame($0.unit, first.unit) })
    {
      throw Failure(
        .wrongInput,
        "\(first.input) and \(other.input) state different units: \(first.unit) and "
          + "\(other.unit); convert one of them")
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
  var reading: TrajectoryReader.Options
  /// The program whose stored values are as good as computed ones; `nil` for none.
  var maker: TrajectoryMaker?

  /// The values of every diagnostic that all runs have.
  func quantities(of files: [String]) throws -> [ComparedQuantity] {
    let readers = try files.map { try TrajectoryReader($0, options: reading) }
    defer { for reader in readers { reader.close() } }
    for reader in readers.dropFirst() { try requireEqualUnits(readers[0], reader) }
    let runs = try readers.map { try series(of: $0) }
    let common = runs[0].filter { first in
      runs.allSatisfy { $0.contains { $0.name == first.name } }
    }
    guard !common.isEmpty else {
      throw Failure(.wrongInput, "no diagnostic can be computed from all of these files")
    }
    for reader in readers.dropFirst() {
      let named = common.flatMap { $0.quantities + [$0.name] }
      try requireEqualUnits(readers[0], reader, in: named)
    }
    return Self.distinct(
      common.map { first in
        let own = runs.compactMap { run in run.first { $0.name == first.name } }
        var quantity = first
        quantity.words = own.reduce(into: []) { words, one in
          words += one.words.filter { !words.contains($0) }
        }
        quantity.samples = own.flatMap { $0.samples(in: quantity.words) }
        return quantity
      })
  }

  /// Those that are no second copy of another: tested twice, they would only weaken the correction.
  private static func distinct(_ quantities: [ComparedQuantity]) -> [ComparedQuantity] {
    quantities.reduce(into: []) { kept, quantity in
      guard let same = kept.first(where: quantity.isEqual) else { return kept.append(quantity) }
      Terminal.message(
        "\(quantity.name) equals \(same.name) in every frame and is left out")
    }
  }

  /// Refuses files that state different units for the same thing: their numbers do not compare.
  private func requireEqualUnits(
    _ first: TrajectoryReader, _ next: TrajectoryReader, in names: [String] = []
  ) throws {
    guard
      let difference = first.fileUnits.difference(from: next.fileUnits)
        ?? first.fileUnits.difference(from: next.fileUnits, in: names)
    else { return }
    throw Failure(
      .wrongInput,
      "\(first.path) and \(next.path) state different units: \(difference); convert one of them")
  }

  /// The values of every diagnostic in one run.
  private func series(of reader: TrajectoryReader) throws -> [ComparedQuantity] {
    let file = reader.path
    let contents = try reader.contents(trusting: maker)
    let requests = try perFrame(
      selection.requests(for: contents, of: file, usual: .orderParameters))
    let analysis = Analysis(requests, keepsValues: true)
    var pass = FramePass(over: reader)
    pass.show(try reader.frames(from: from, to: to, every: every), to: analysis)
    try pass.run()
    for note in reader.notes + reader.presence.notes { Terminal.message("\(file): \(note)") }
    let times = analysis.times
    if let warning = StationaryRates.warning(
      requests.map(\.text), in: contents, from: times.min() ?? 0)
    {
      Terminal.message("\(file): \(warning)")
    }
    let span = (times.last ?? 0) - (times.first ?? 0)
    let timeStep = times.count > 1 && span > 0 ? span / Double(times.count - 1) : 1
    return analysis.series.map { series in
      let values = series.values.filter { !$0.isNaN }
      let missing = series.values.count - values.count
      let notes = missing > 0 ? ["undefined in \(missing) frames, which are left out"] : []
      return ComparedQuantity(
        name: series.request.text, unit: series.request.unitName,
        words: series.request.names, quantities: series.request.quantities,
        samples: [Sample(file, values, timeStep: timeStep, notes: notes)])
    }
  }

  /// Those with a value at each frame.
  private func perFrame(_ requests: [DiagnosticRequest]) throws -> [DiagnosticRequest] {
    guard selection.isChosen else { return requests.filter { $0.kind != .whole } }
    for request in requests {
      try request.requireValueAtEachFrame(
        advice: "there is nothing to test; write its values of many runs into a file and compare "
          + "FILE:COLUMN")
    }
    return requests
  }
}
