import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusHDF5Storage
import Foundation

/// Reads what a user names as `FILE:DATASET[part]` into numbers.
public enum DatasetReader {
  /// The numbers that `text` names: `FILE:PATH` of an HDF5 file, `FILE:COLUMN` of a CSV file
  /// (several columns: `FILE:x,y`), with a part of them in brackets as in NumPy.
  ///
  /// - Throws: ``DatasetError`` for a text that is not understood, `HDF5Error` for a file that
  ///   cannot be read.
  public static func read(_ text: String) throws -> InputArray {
    let (file, name) = try split(text)
    return try HDF5File.isHDF5(file)
      ? fromHDF5(file, name, called: text) : fromCSV(file, name, called: text)
  }

  /// The file in which `text` names a dataset; the text itself where it names none.
  public static func file(of text: String) -> String { (try? split(text).file) ?? text }

  /// The file, and what follows the colon after it: names of columns may hold colons, so the file
  /// is the longest that exists.
  private static func split(_ text: String) throws -> (file: String, name: String?) {
    if isFile(text) { return (text, nil) }
    for colon in text.indices.reversed() where text[colon] == ":" {
      let file = String(text[..<colon])
      if isFile(file) { return (file, String(text[text.index(after: colon)...])) }
    }
    let (whole, part) = DatasetPart.split(text)
    if part != nil, isFile(whole) { return (whole, String(text.dropFirst(whole.count))) }
    let file = text.firstIndex(of: ":").map { String(text[..<$0]) } ?? whole
    let isFolder = FileManager.default.fileExists(atPath: file)
    throw isFolder
      ? DatasetError(.request, "\(file): is a folder; name a file in it")
      : DatasetError(.storage, "\(file): no such file")
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  private static func fromCSV(
    _ file: String, _ name: String?, called text: String
  ) throws -> InputArray {
    let columns = try CSVColumns(file)
    if let name, columns.hasColumn(name) { return try columns.read(name, called: text) }
    let (whole, part) = DatasetPart.split(name ?? "")
    let array = try columns.read(whole.isEmpty ? nil : whole, called: text)
    return try part.map { try $0.cut(array, called: text) } ?? array
  }

  private static func fromHDF5(
    _ file: String, _ name: String?, called text: String
  ) throws -> InputArray {
    let root = try HDF5File.openForReading(file).root
    let (whole, part) = DatasetPart.split(name ?? "")
    guard let name, !whole.isEmpty else {
      throw DatasetError(.request, "\(file): say which dataset: \(file):/PATH")
    }
    let isWhole = try root.kind(of: name) == .dataset
    let dataset = try HDF5Names(root, file: file).dataset(isWhole ? name : whole)
    let array = InputArray(
      try WholeNumbers.read(dataset, called: "\(file):\(whole)"), shape: try dataset.shape,
      name: text)
    var read = isWhole ? array : try part.map { try $0.cut(array, called: text) } ?? array
    read.unit = dataset.unit
    return read
  }
}

extension HDF5Dataset {
  /// The unit that the attribute `unit` (H5MD) or `units` (CF) states; `nil` without one.
  fileprivate var unit: String? {
    for name in ["unit", "units"] {
      if let text = try? attributes.readString(name), !text.isEmpty { return text }
    }
    return nil
  }
}

extension WholeNumbers {
  /// The numbers of a dataset, whole ones only where they stay what they are.
  static func read(_ dataset: HDF5Dataset, called name: String) throws -> [Double] {
    guard case .integer(64, let isSigned, _) = try dataset.datatype else {
      return try dataset.read(as: Double.self)
    }
    let largest = isSigned ? nil : try dataset.read(as: Double.self).firstIndex { $0 >= 0x1p63 }
    if let largest {
      throw DatasetError(.request, "\(name): element \(largest): the number is beyond 2^63 - 1")
    }
    return try dataset.read(as: Int64.self).enumerated().map { index, whole in
      guard let value = Double(exactly: whole) else {
        throw DatasetError(.request, "\(name): element \(index): " + tooLarge("\(whole)"))
      }
      return value
    }
  }
}

/// The datasets of a file under their names.
struct HDF5Names {
  private let root: HDF5Group
  private let file: String
  /// Beyond these a list helps nobody, and links that lead back to their own group end.
  private static let (mostNames, mostLevels) = (2000, 12)

  /// Those below `root` in `file`.
  init(_ root: HDF5Group, file: String) {
    self.root = root
    self.file = file
  }

  /// The dataset `name`.
  ///
  /// - Throws: ``DatasetError`` with the nearest name where there is none.
  func dataset(_ name: String) throws -> HDF5Dataset {
    let path = name.hasPrefix("/") ? name : "/" + name
    switch try root.kind(of: path) {
    case .dataset: return try root.openDataset(path)
    case .group:
      let own = names().filter { $0.hasPrefix(path == "/" ? path : path + "/") }
      throw DatasetError(
        .storage, "\(file): \(path) is a group; datasets in it: " + listed(own))
    case .datatype, .danglingLink, nil:
      let all = names()
      let advice =
        all.nearestName(to: path).map { "did you mean '\($0)'?" }
        ?? "datasets: " + listed(all)
      throw DatasetError(.storage, "\(file): no dataset '\(path)'; \(advice)")
    }
  }

  private func listed(_ names: [String]) -> String {
    let shown = 20
    return names.isEmpty
      ? "none"
      : names.prefix(shown).joined(separator: ", ") + (names.count > shown ? ", ..." : "")
  }

  private func names() -> [String] {
    var names: [String] = []
    collect(root, "", 0, &names)
    return names
  }

  private func collect(_ group: HDF5Group, _ path: String, _ level: Int, _ names: inout [String]) {
    guard level < Self.mostLevels, let children = try? group.children() else { return }
    for child in children where names.count < Self.mostNames {
      let own = path + "/" + child.name
      switch child.kind {
      case .dataset: names.append(own)
      case .group:
        if let inner = try? group.openGroup(child.name) { collect(inner, own, level + 1, &names) }
      case .datatype, .danglingLink: break
      }
    }
  }
}
