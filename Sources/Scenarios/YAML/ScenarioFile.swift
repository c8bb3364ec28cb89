import ClausiusDeclarations
import Foundation

/// Scenario files as text: what can be wrong with a file before its content matters.
enum ScenarioFile {
  /// Scenario files are a few kilobytes; nothing longer is read.
  static let largestSize = 4 << 20

  /// The text of the file at `path`, which must be UTF-8.
  ///
  /// - Throws: what is wrong: the file is missing, a folder, unreadable, too large, binary or not
  ///   UTF-8.
  static func text(path: String) throws(Problems) -> String {
    let bytes = try bytes(path: path)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return try decode(Array(bytes.dropFirst(3)), path: path)
    }
    return try decode(bytes, path: path)
  }

  private static func bytes(path: String) throws(Problems) -> [UInt8] {
    guard !path.isEmpty else { throw Problems(Problem("the path of the scenario is empty")) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problems(
        Problem("\(path): there is no such file", advice: nearestFile(to: path)))
    }
    if isFolder.boolValue {
      throw Problems(Problem("\(path): is a folder", advice: "name a scenario file in it"))
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      var bytes: [UInt8] = []
      while bytes.count <= largestSize,
        let more = try handle.read(upToCount: largestSize + 1 - bytes.count), !more.isEmpty
      {
        bytes.append(contentsOf: more)
      }
      guard bytes.count <= largestSize else {
        throw Problem("\(path): is larger than \(largestSize >> 20) MiB, so it is no scenario file")
      }
      return bytes
    } catch let problem as Problem {
      throw Problems(problem)
    } catch {
      throw Problems(
        Problem("\(path): cannot be read", advice: "check that you may read the file"))
    }
  }

  private static func nearestFile(to path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard let name = names.sorted().nearestName(to: url.lastPathComponent) else {
      return nil
    }
    let prefix = path.dropLast(url.lastPathComponent.count)
    return "did you mean '\(prefix)\(name)'?"
  }

  private static func decode(_ bytes: [UInt8], path: String) throws(Problems) -> String {
    if bytes.starts(with: [0x89, 0x48, 0x44, 0x46]) {
      throw Problems(
        Problem(
          "\(path): is an HDF5 file, not a scenario",
          advice:
            "a trajectory is read by '\(ProgramName.current) inspect' and '\(ProgramName.current) analyze'"
        ))
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Problems(Problem("\(path): is UTF-16 text", advice: "save the file as UTF-8"))
    }
    if bytes.contains(0) {
      throw Problems(
        Problem("\(path): is a binary file", advice: "a scenario is YAML text in UTF-8"))
    }
    var place = SourcePosition(source: path, line: 1, column: 1)
    var text = String.UnicodeScalarView()
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .emptyInput: return String(text)
      case .error:
        throw Problems(
          Problem("this is not UTF-8 text", at: place, advice: "save the file as UTF-8"))
      case .scalarValue(let scalar):
        if !isPrintable(scalar) {
          let code = String(scalar.value, radix: 16, uppercase: true)
          throw Problems(
            Problem("the control character U+\(code) is not allowed in a scenario", at: place))
        }
        text.append(scalar)
        place.column += 1
        if scalar == "\n" { place = SourcePosition(source: path, line: place.line + 1, column: 1) }
      }
    }
  }

  /// YAML 1.2, production 1: the characters that a YAML text may contain.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n", "\r", "\u{85}", " "..."~", "\u{A0}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}",
      "\u{10000}"...:
      true
    default: false
    }
  }
}
