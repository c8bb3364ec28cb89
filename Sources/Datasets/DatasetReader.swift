import ClausiusEntropyMeasures
import ClausiusHDF5Storage
import Foundation

/// Numbers that a user named, and what was read to get them.
public struct Dataset: Sendable {
  /// The numbers; missing ones are NaN.
  public var array: InputArray
  /// What was taken, where the name alone does not tell it: how a table is written and which
  /// column it was, how a variable is packed.
  public var reading: String?
  /// Whether numbers that are NaN are missing, rather than wrong.
  public var hasMissing = false

  /// A word of doubt about what was taken.
  public var note: String?

  /// The rows in which a number is missing, from 0.
  public var missingRows: [Int] {
    guard hasMissing else { return [] }
    let columns = array.columns
    return (0..<array.rows).filter { row in
      array.values[row * columns..<(row + 1) * columns].contains(where: \.isNaN)
    }
  }
}

/// Reads what a user names as `FILE:DATASET[part]` into numbers.
///
/// Files are HDF5 files (netCDF-4 among them), netCDF files of the classic format, NumPy files and
/// archives, and tables of text, also compressed by gzip. What comes through a pipe is kept, so
/// that several columns can be taken out of it.
public struct DatasetReader {
  private var file: (path: String, content: FileContent)?

  /// A reader that has read nothing yet.
  public init() {}

  /// The numbers that `text` names: `FILE:PATH` of an HDF5 file (`FILE:PATH.FIELD` of a compound
  /// dataset), `FILE:NAME` of a NumPy archive, `FILE:COLUMN` of a table (several columns:
  /// `FILE:x,y`; numbers count from 1), with a part of them in brackets as in NumPy.
  ///
  /// - Throws: ``DatasetError`` for a text that is not understood, `HDF5Error` for a file that
  ///   cannot be read.
  public mutating func read(_ text: String) throws -> Dataset {
    let (path, name) = try DatasetName.split(text)
    switch try content(of: path) {
    case .hdf5: return try HDF5Source(path: path).read(name, called: text)
    case .table(let table): return try TableSource(table: table).read(name, called: text)
    case .array(let array):
      return try Self.part(of: array, name ?? "", called: text, path)
    case .archive(let archive):
      let (whole, part) = DatasetPart.split(name ?? "")
      let member = whole.isEmpty && archive.names.count == 1 ? archive.names[0] : whole
      guard !member.isEmpty else {
        throw DatasetError(
          .request,
          "\(path): say which array, \(path):NAME; arrays: "
            + archive.names.joined(separator: ", "))
      }
      return try Self.part(
        of: archive.array(member), part.map(\.text) ?? "", called: text, path)
    }
  }

  /// The file in which `text` names a dataset; the text itself where it names none.
  public static func file(of text: String) -> String {
    (try? DatasetName.split(text).file) ?? text
  }

  /// Whether `path` is an HDF5 or netCDF file; what comes through a pipe is none.
  public static func isHDF5(_ path: String) -> Bool {
    FileBytes.isRegular(path) && HDF5File.canRead(path)
  }

  private mutating func content(of path: String) throws -> FileContent {
    if let file, file.path == path { return file.content }
    let content = try FileContent(path)
    file = (path, content)
    return content
  }

  private static func part(
    of numbers: NumPyArray, _ name: String, called text: String, _ path: String
  ) throws -> Dataset {
    let (whole, part) = DatasetPart.split(name)
    guard whole.isEmpty else {
      throw DatasetError(
        .request, "\(path): one array without names; cut a part out, as in \(path)[:, 0]")
    }
    var array = InputArray(numbers.values, shape: numbers.shape, name: text)
    array.isSinglePrecision = numbers.isSinglePrecision
    return Dataset(array: try part.map { try $0.cut(array, called: text) } ?? array)
  }
}

/// A name such as `FILE:DATASET[part]`.
enum DatasetName {
  /// The file, and what follows the colon after it: names of columns may hold colons, so the file
  /// is the longest that exists.
  static func split(_ text: String) throws -> (file: String, name: String?) {
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

  /// Whether there is something to read; `-` is the standard input.
  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return path == "-"
      || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
  }
}
