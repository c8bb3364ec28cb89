import ClausiusEntropyMeasures

/// The categories of several samples counted: in all, and in blocks.
struct CategoryTallies {
  /// The words for the categories that occur.
  let categories: [String]
  /// The samples in words and numbers.
  private(set) var groups: [CategoryComparison.Group] = []
  /// How many values of each sample are in each category, [samples][categories].
  private(set) var counts: [[Int]] = []
  /// The shares of the categories in each block of each sample, [samples][blocks][categories].
  private(set) var blockShares: [[[Double]]] = []

  init(_ samples: [Sample], words: [String], dependence: Dependence) {
    let occurring = words.indices.filter { place in
      samples.contains { $0.values.contains(Double(place)) }
    }
    categories = occurring.map { words[$0] }
    /// One series a category: 1 where a value is in it, else 0.
    let indicators = samples.map { sample in
      occurring.map { place in
        Sample(
          sample.name, sample.values.map { $0 == Double(place) ? 1 : 0 },
          timeStep: sample.timeStep)
      }
    }
    let series = indicators.map { $0.map(\.series) }
    let wanted = series.map { $0.map { BlockMeans.length(for: $0) }.max() ?? 1 }
    let lengths = BlockMeans.lengths(samples, wanted: wanted, dependence)
    for (index, sample) in samples.enumerated() {
      let blocks = indicators[index].map { BlockMeans(of: $0.values, length: lengths[index]) }
      let count = blocks.first?.means.count ?? 0
      counts.append(indicators[index].map { $0.values.count { $0 == 1 } })
      blockShares.append((0..<count).map { block in blocks.map { $0.means[block] } })
      groups.append(
        CategoryComparison.Group(
          name: sample.name, values: sample.values.count,
          blockLength: blocks.first?.length ?? 1, blocks: count,
          shares: zip(categories, series[index]).map { category, series in
            .init(
              category: category, share: series.mean ?? 0, standardError: series.standardError)
          },
          warnings: sample.notes
            + (dependence == .measured
              ? warnings(series[index], lengths[index], wanted[index]) : [])
        ))
    }
  }

  /// The runs of each condition counted; every run is a block.
  init(_ conditions: [Condition], words: [String]) {
    let occurring = words.indices.filter { place in
      conditions.contains { $0.runs.contains { $0.values.contains(Double(place)) } }
    }
    categories = occurring.map { words[$0] }
    for condition in conditions {
      let runs = condition.runs.filter { !$0.values.isEmpty }
      let tallies = runs.map { run in
        occurring.map { place in run.values.count { $0 == Double(place) } }
      }
      let shares = zip(tallies, runs).map { tally, run in
        tally.map { Double($0) / Double(run.values.count) }
      }
      counts.append(occurring.indices.map { c in tallies.reduce(0) { $0 + $1[c] } })
      blockShares.append(shares)
      groups.append(
        CategoryComparison.Group(
          name: condition.name, values: runs.count, blockLength: 1, blocks: runs.count,
          shares: categories.enumerated().map { c, category in
            Self.share(category, of: shares.map { $0[c] })
          },
          warnings: condition.means.notes))
    }
  }

  /// The mean share of runs, with the standard error of independent ones.
  private static func share(
    _ category: String, of shares: [Double]
  ) -> CategoryComparison.Share {
    var moments = Moments()
    for share in shares { moments.add(share) }
    let error = moments.variance.map {
      StandardError($0.squareRoot() / Double(shares.count).squareRoot(), by: .independentSamples)
    }
    return .init(category: category, share: moments.mean, standardError: error)
  }

  /// What casts doubt on the shares of each category, and on the blocks of all.
  private func warnings(_ series: [RunningSeries], _ length: Int, _ wanted: Int) -> [String] {
    zip(categories, series).flatMap { category, series in
      series.warnings.map { "\(category): \($0)" }
    } + BlockMeans.warnings(length: length, wanted: wanted)
  }
}
