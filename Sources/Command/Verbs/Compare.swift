import ArgumentParser
import ClausiusComparisons
import ClausiusDatasets
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusReports
import Foundation

/// `clausius compare FILE FILE...`: the statistical tests between runs.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Test whether runs differ: distributions, ranks, means, and by how much.",
    discussion: """
      Says first, for each diagnostic, whether the runs differ: Welch's test of means, corrected for the number of diagnostics (Holm). \
      Kolmogorov-Smirnov, Mann-Whitney, Kruskal-Wallis and permutation tests and effect sizes say how. Frames depend on each other: tests see means of blocks that are \
      long enough to be independent. With --against each run is one sample, and two conditions of several runs are compared. \
      Of diagnostics that name frames, such as phase, the shares of the names are tested. Columns of numbers are compared the same way, named as for 'measure'.

        \(ProgramName.current) compare a.h5md b.h5md --diagnostics polarization,rotation --from 500
        \(ProgramName.current) compare 'a*.h5md' --against 'b*.h5md' --from 500
        \(ProgramName.current) compare a.csv:speed b.csv:speed --independent --format json
      """)

  @Argument(
    help:
      "Two or more trajectories, or datasets: FILE:PATH (HDF5, netCDF), FILE (.npy), FILE:NAME (.npz), FILE:COLUMN (table).",
    completion: .file())
  var inputs: [String]

  @Option(
    parsing: .upToNextOption,
    help: "The runs of the other condition, or patterns of their names: each run is one sample.",
    completion: .file())
  var against: [String] = []

  @Option(
    help:
      "Calls of diagnostics, separated by commas; the order parameters of the family without it.")
  var diagnostics: String?

  @Option(help: "Only frames from this time on.")
  var from: Double?

  @Option(help: "Only frames up to this time.")
  var to: Double?

  @Option(help: "Only every K-th frame.")
  var every = 1

  @Flag(help: "Take successive values as independent of each other.")
  var independent = false

  @Option(help: "Values in a block, in place of what their correlation asks for.")
  var blockLength: Int?

  @Option(help: "Random permutations where there are more than so many.")
  var resamples = 9999

  @Option(help: "The seed of the random permutations.")
  var seed: UInt64 = 1

  @Option(help: "The form: \(AnalysisFormat.allValueStrings.joined(separator: ", ")).")
  var format = AnalysisFormat.table

  @Option(name: .shortAndLong, help: "Write the report there.", completion: .file())
  var output: String?

  @Flag(help: "Compute diagnostics again that the run stored with every frame.")
  var recompute = false

  @OptionGroup var options: ReadingOptions

  func validate() throws {
    guard inputs.count >= 2 || !against.isEmpty else {
      throw ValidationError("name two or more trajectories or datasets to compare")
    }
    guard every >= 1 else { throw ValidationError("--every must be at least 1") }
    guard (1...1_000_000).contains(resamples) else {
      throw ValidationError("--resamples must be from 1 to 1000000")
    }
    if let from, let to, from > to { throw ValidationError("--from is later than --to") }
    if let blockLength {
      guard blockLength >= 1 else { throw ValidationError("--block-length must be at least 1") }
      guard !independent else {
        throw ValidationError("--independent and --block-length exclude each other")
      }
    }
  }

  func run() throws {
    let conditions = try against.isEmpty ? nil : ComparedConditions([inputs, against])
    let files = conditions?.files ?? inputs
    if let output {
      try OutputPath.prepare(output, for: format.form, inputs: files.map(DatasetReader.file))
    }
    var comparisons = try quantities(of: files).map { comparison($0, conditions) }
    comparisons.correct()
    try write(
      ComparisonReport(
        inputs: conditions?.names ?? inputs, runs: conditions?.runs,
        isOfSingleRuns: conditions == nil && files.allSatisfy(ComparedData.isTrajectory),
        window: (from, to), isIndependent: independent, comparisons: comparisons))
  }

  private var dependence: Dependence {
    independent ? .independent : blockLength.map(Dependence.blocks) ?? .measured
  }

  private func comparison(
    _ quantity: ComparedQuantity, _ conditions: ComparedConditions?
  ) -> QuantityComparison {
    guard quantity.words.isEmpty else {
      var test = SharePermutationTest()
      (test.resamples, test.seed) = (resamples, seed)
      return .categories(
        conditions.map {
          CategoryComparison(
            quantity.name, words: quantity.words, conditions: $0.parted(quantity.samples),
            test: test)
        }
          ?? CategoryComparison(
            quantity.name, words: quantity.words, quantity.samples, dependence: dependence,
            test: test))
    }
    var test = PermutationTest()
    (test.resamples, test.seed) = (resamples, seed)
    return .numbers(
      conditions.map {
        Comparison(
          quantity.name, unit: quantity.unit, conditions: $0.parted(quantity.samples),
          permutation: test)
      }
        ?? Comparison(
          quantity.name, unit: quantity.unit, quantity.samples, dependence: dependence,
          permutation: test))
  }

  private func quantities(of inputs: [String]) throws -> [ComparedQuantity] {
    let trajectories = inputs.filter(ComparedData.isTrajectory)
    if trajectories.isEmpty {
      guard diagnostics == nil, from == nil, to == nil, every == 1, against.isEmpty else {
        throw Failure(
          .wrongInput,
          "--diagnostics, --from, --to, --every and --against are for trajectories, not datasets")
      }
      return [try ComparedData.columns(inputs)]
    }
    if let other = inputs.first(where: { !ComparedData.isTrajectory($0) }) {
      // What is not there at all is said first.
      _ = try ComparedData.columns([other])
      throw Failure(
        .wrongInput,
        "trajectories and datasets do not compare: \(trajectories[0]) is a trajectory, "
          + "\(other) is none")
    }
    let runs = ComparedRuns(
      selection: try DiagnosticSelection(diagnostics, in: Catalogs.current.diagnostics),
      from: from, to: to, every: every, reading: options.reading,
      maker: recompute ? nil : .current)
    return try runs.quantities(of: inputs)
  }

  private func write(_ report: ComparisonReport) throws {
    let text =
      switch format {
      case .table: report.table + "\n"
      case .json: report.json.text + "\n"
      case .csv: report.csv
      }
    guard let output else { return Terminal.write(text) }
    try OutputFile.write(text, to: output)
  }
}
