import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusHDF5Storage
import Foundation

/// Reads what a user names as `FILE:DATASET[part]` into numbers.
enum DatasetReader {
  /// The numbers that `text` names.
  ///
  /// - Throws: `Failure` for a text that is not understood, `HDF5Error` for a file that cannot be read.
  static func read(_ text: String) throws -> InputArray {
    let (whole, part) = try DatasetPart.split(text)
    let array = try numbers(whole)
    return try part.map { try $0.cut(array) } ?? array
  }

  private static func numbers(_ text: String) throws -> InputArray {
    let (file, name) = split(text)
    guard FileManager.default.fileExists(atPath: file) else {
      throw Failure(.storage, "\(file): no such file")
    }
    guard HDF5File.isHDF5(file) else { return try CSVColumns(file).read(name, called: text) }
    guard let name, !name.isEmpty else {
      throw Failure(.wrongInput, "\(file): say which dataset: \(file):/PATH")
    }
    let dataset = try HDF5File.openForReading(file).root.openDataset(name)
    return InputArray(
      try dataset.read(as: Double.self), shape: try dataset.shape, name: text)
  }

  /// The file and what follows the last colon; a text that is a file is a file.
  private static func split(_ text: String) -> (file: String, name: String?) {
    guard !FileManager.default.fileExists(atPath: text), let colon = text.lastIndex(of: ":") else {
      return (text, nil)
    }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }
}

/// A part of a dataset: `[rows]` or `[rows, columns]`, each a number or `first:last:step`.
struct DatasetPart {
  private var text: String
  private var axes: [String]

  /// Splits the brackets off the end of `text`.
  static func split(_ text: String) throws -> (whole: String, part: DatasetPart?) {
    guard text.hasSuffix("]"), let bracket = text.lastIndex(of: "[") else { return (text, nil) }
    let inner = text[text.index(after: bracket)...].dropLast()
    let axes = inner.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return (String(text[..<bracket]), DatasetPart(text: text, axes: axes))
  }

  /// The part of an array.
  func cut(_ array: InputArray) throws -> InputArray {
    guard axes.count <= max(1, array.shape.count) else {
      throw Failure(
        .wrongInput, "\(text): the dataset has \(array.shape.count) axes, \(axes.count) are cut")
    }
    var (values, shape) = (array.values, array.shape)
    var dropped: Set<Int> = []
    for (axis, axisText) in axes.enumerated() {
      let (indices, isOne) = try indices(axisText, below: shape[axis])
      let inner = shape[(axis + 1)...].reduce(1, *)
      let outer = shape[..<axis].reduce(1, *)
      var kept: [Double] = []
      kept.reserveCapacity(outer * indices.count * inner)
      for block in 0..<outer {
        for index in indices {
          let first = (block * shape[axis] + index) * inner
          kept.append(contentsOf: values[first..<first + inner])
        }
      }
      values = kept
      shape[axis] = indices.count
      if isOne { dropped.insert(axis) }
    }
    let left = shape.indices.filter { !dropped.contains($0) }.map { shape[$0] }
    return InputArray(values, shape: left, name: text)
  }

  private func indices(
    _ axisText: String, below length: Int
  ) throws -> (indices: [Int], isOne: Bool) {
    let parts = axisText.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    func number(_ position: Int, else fallback: Int) throws -> Int {
      guard position < parts.count, !parts[position].isEmpty else { return fallback }
      guard let value = Int(parts[position]), value >= 0 else {
        throw Failure(
          .wrongInput,
          "\(text): '\(axisText)' is not understood: a number or first:last:step, none negative")
      }
      return value
    }
    if parts.count == 1 {
      let index = try number(0, else: length)
      guard index < length else {
        throw Failure(
          .wrongInput, "\(text): '\(axisText)' is beyond the last element, \(length - 1)")
      }
      return ([index], true)
    }
    let first = try number(0, else: 0)
    let last = min(length, try number(1, else: length))
    let step = max(1, try number(2, else: 1))
    return (Array(Swift.stride(from: first, to: last, by: step)), false)
  }
}
