import ClausiusEntropyMeasures

/// The rows of datasets in which no number is missing.
public enum CompleteRows {
  /// Leaves out rows with missing numbers: of samples of several variables those in which any of
  /// them lacks one, of others each by itself.
  ///
  /// - Parameters:
  ///   - datasets: the data as they were read.
  ///   - input: what the estimator is given.
  ///   - order: what the order of the rows means with the parameters of the call.
  ///   - name: the estimator, for messages.
  /// - Returns: the arrays, and how many rows of which were left out, in words.
  /// - Throws: ``DatasetError`` where the order of the rows matters.
  public static func of(
    _ datasets: [Dataset], for input: InputShape, in order: InputShape.RowOrder, of name: String
  ) throws(DatasetError) -> (arrays: [InputArray], notes: [String]) {
    let missing = datasets.map(\.missingRows)
    guard missing.contains(where: { !$0.isEmpty }) else { return (datasets.map(\.array), []) }
    for (dataset, rows) in zip(datasets, missing) where !rows.isEmpty {
      if order != .none { throw refusal(dataset.array, rows, name) }
    }
    let isJoint =
      input.arrays.lowerBound == 1 && Set(datasets.map { $0.array.rows }).count == 1
    let union = Set(missing.joined())
    var notes: [String] = []
    let arrays = zip(datasets, missing).map { dataset, own in
      let left = isJoint ? union : Set(own)
      if !left.isEmpty { notes.append(note(dataset.array, left.count)) }
      return dataset.array.without(rows: left)
    }
    return (arrays, notes)
  }

  /// The numbers of one column without the missing ones, and how many these are.
  public static func of(_ dataset: Dataset) -> (array: InputArray, missing: Int) {
    let rows = Set(dataset.missingRows)
    return (rows.isEmpty ? dataset.array : dataset.array.without(rows: rows), rows.count)
  }

  private static func note(_ array: InputArray, _ count: Int) -> String {
    "\(array.name): numbers are missing in \(count) of \(array.rows) rows, which are left out"
  }

  private static func refusal(_ array: InputArray, _ rows: [Int], _ name: String) -> DatasetError {
    DatasetError(
      .request,
      "\(array.name): numbers are missing in \(rows.count) of \(array.rows) rows, the first in "
        + "\(array.place(ofRow: rows[0])); \(name) needs successive ones: cut a part out without "
        + "them")
  }
}
