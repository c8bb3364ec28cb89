import ClausiusEntropyMeasures
import Foundation

/// A part of a dataset: `[rows]` or `[rows, columns]`, each a number or `first:last:step`, as in
/// NumPy.
struct DatasetPart {
  let text: String
  private let axes: [String]

  /// Splits the brackets off the end of `text`.
  static func split(_ text: String) -> (whole: String, part: DatasetPart?) {
    guard text.hasSuffix("]"), let bracket = text.lastIndex(of: "[") else { return (text, nil) }
    let inner = text[text.index(after: bracket)...].dropLast()
    let axes = inner.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return (String(text[..<bracket]), DatasetPart(text: String(text[bracket...]), axes: axes))
  }

  /// The smallest block of an array of this shape that holds the part; `nil` where it is empty, or
  /// the array has too few axes.
  func block(in shape: [Int], called name: String) throws -> (start: [Int], count: [Int])? {
    guard !shape.isEmpty, axes.count <= shape.count else { return nil }
    var (start, count) = (shape.map { _ in 0 }, shape)
    for (axis, axisText) in axes.enumerated() {
      let (indices, _) = try Self.indices(axisText, below: shape[axis], of: name)
      guard let first = indices.min(), let last = indices.max() else { return nil }
      (start[axis], count[axis]) = (first, last - first + 1)
    }
    return (start, count)
  }

  /// The part of an array, called `name`.
  ///
  /// - Parameters:
  ///   - start: where the array begins in a whole of which it is a block; empty for the whole.
  ///   - whole: the shape of the whole.
  func cut(
    _ array: InputArray, called name: String, from start: [Int] = [], of whole: [Int] = []
  ) throws -> InputArray {
    guard axes.count <= max(1, array.shape.count) else {
      throw DatasetError(
        .request, "\(name): the dataset has \(array.shape.count) axes, \(axes.count) are cut")
    }
    guard !array.shape.isEmpty else {
      throw DatasetError(.request, "\(name): the dataset is one number, there is nothing to cut")
    }
    var (values, shape) = (array.values, array.shape)
    var lines = array.rowLines
    var dropped: Set<Int> = []
    for (axis, axisText) in axes.enumerated() {
      let length = whole.isEmpty ? shape[axis] : whole[axis]
      var (indices, isOne) = try Self.indices(axisText, below: length, of: name)
      if !start.isEmpty { indices = indices.map { $0 - start[axis] } }
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
      if axis == 0 { lines = isOne ? nil : lines.map { lines in indices.map { lines[$0] } } }
      shape[axis] = indices.count
      if isOne { dropped.insert(axis) }
    }
    let left = shape.indices.filter { !dropped.contains($0) }.map { shape[$0] }
    var part = InputArray(values, shape: left, name: name)
    (part.isSinglePrecision, part.rowLines) = (array.isSinglePrecision, lines)
    return part
  }

  private static func indices(
    _ axisText: String, below length: Int, of name: String
  ) throws -> (indices: [Int], isOne: Bool) {
    let parts = axisText.split(separator: ":", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let numbers = parts.map(Int.init)
    let isUnderstood = zip(parts, numbers).allSatisfy { $0.isEmpty ? parts.count > 1 : $1 != nil }
    guard parts.count <= 3, isUnderstood else {
      throw DatasetError(
        .request, "\(name): '\(axisText)' is not understood: a number or first:last:step")
    }
    func number(_ position: Int) -> Int? { position < numbers.count ? numbers[position] : nil }
    if parts.count == 1, let index = number(0) {
      guard (-length..<length).contains(index) else {
        throw DatasetError(
          .request, "\(name): '\(axisText)' is beyond the last element, \(length - 1)")
      }
      return ([index < 0 ? index + length : index], true)
    }
    let step = number(2) ?? 1
    guard step != 0 else {
      throw DatasetError(.request, "\(name): '\(axisText)': a step of \(step) leads nowhere")
    }
    let clamped = min(max(step, -length - 1), length + 1)
    return (slice(number(0), number(1), clamped, below: length), false)
  }

  /// Negative numbers count from the end; what lies outside is left out.
  private static func slice(_ first: Int?, _ last: Int?, _ step: Int, below length: Int) -> [Int] {
    let (lowest, highest) = step > 0 ? (0, length) : (-1, length - 1)
    func inside(_ number: Int) -> Int {
      min(max(number < 0 ? number + length : number, lowest), highest)
    }
    let begin = first.map(inside) ?? (step > 0 ? lowest : highest)
    let end = last.map(inside) ?? (step > 0 ? highest : lowest)
    return Array(Swift.stride(from: begin, to: end, by: step))
  }
}
