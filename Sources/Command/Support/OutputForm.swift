import ClausiusHDF5Storage
import ClausiusPlots
import ClausiusTrajectories
import Foundation

/// What a verb writes into a file. An earlier file is replaced only by one of its own form.
enum OutputForm {
  /// A trajectory.
  case trajectory
  /// The values of every frame, in HDF5.
  case series
  /// Columns separated by commas.
  case csv
  /// One JSON document.
  case json
  /// A report for test reporters.
  case junit
  /// A report for people.
  case table
  /// A picture or a movie.
  case picture(PictureFormat)
  /// A page that shows a trajectory.
  case page

  /// The form in words.
  var name: String {
    switch self {
    case .trajectory: "trajectory"
    case .series: "file of diagnostics"
    case .csv: "table of CSV"
    case .json: "report in JSON"
    case .junit: "report in XML"
    case .table: "report"
    case .picture(let format): "\(format.rawValue) picture"
    case .page: "page of view"
    }
  }

  /// Whether the file at `path` is of this form; an empty file is of every form.
  ///
  /// - Throws: ``Failure`` when it cannot be read.
  func fits(_ path: String) throws(Failure) -> Bool {
    let head = try Self.head(of: path)
    let isHDF5 = head.starts(with: Self.signatureOfHDF5)
    // Zeros are what a power failure leaves of a file that had just begun.
    guard !head.allSatisfy({ $0 == 0 }) else { return true }
    switch self {
    case .trajectory:
      guard isHDF5 else { return HDF5File.isUnbegun(path) }
      // What a power failure leaves of a run may be such that libhdf5 does not survive a look.
      return try Self.hasJournal(path) ? true : Self.isTrajectory(path)
    case .series: return isHDF5 ? try Self.isSeries(path) : false
    case .picture(let format): return format.begins(head)
    case .page: return Self.text(head)?.contains("name=\"generator\" content=\"clausius\"") == true
    case .csv where path.lowercased().hasSuffix(".csv"): return Self.text(head) != nil
    case .csv, .json, .junit, .table: return Self.text(head).map(fits(text:)) ?? false
    }
  }

  private static let longestHead = 4096

  private static let signatureOfHDF5: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The first bytes of a file.
  private static func head(of path: String) throws(Failure) -> [UInt8] {
    do {
      let file = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? file.close() }
      return Array(try file.read(upToCount: longestHead) ?? Data())
    } catch {
      throw Failure(
        .storage, "\(path) cannot be read, so it is not replaced; choose another file with -o")
    }
  }
}

// MARK: - HDF5

extension OutputForm {
  private static func hasJournal(_ path: String) throws(Failure) -> Bool {
    do throws(HDF5Error) {
      return try HDF5File.hasReadableJournal(path)
    } catch {
      throw Failure(.storage, "\(error)")
    }
  }

  /// A damaged file may well be the trajectory that is made again.
  private static func isTrajectory(_ path: String) throws(Failure) -> Bool {
    do throws(HDF5Error) {
      let file = try HDF5File.openForReading(path)
      defer { try? file.close() }
      let children = try file.root.children()
      return children.isEmpty || children.contains { ["h5md", "provenance"].contains($0.name) }
    } catch {
      try requireShown(error)
      return true
    }
  }

  /// Throws where the system did not show what is in a file, so that nobody knows what it is. Of
  /// one that another process writes, its lock says so.
  private static func requireShown(_ error: HDF5Error) throws(Failure) {
    if error.isOfSystem, error.reason != .inUse { throw Failure(.storage, "\(error)") }
  }

  private static func isSeries(_ path: String) throws(Failure) -> Bool {
    do throws(HDF5Error) {
      let file = try HDF5File.openForReading(path)
      defer { try? file.close() }
      let attributes = file.root.attributes
      let title = try attributes.exists("title") ? attributes.readString("title") : ""
      let hasSeries = try file.root.exists("diagnostics")
      return hasSeries && title.hasPrefix("Diagnostics of ")
    } catch {
      try requireShown(error)
      return false
    }
  }
}

// MARK: - Texts

extension OutputForm {
  /// The first lines of a text in UTF-8; `nil` for other bytes.
  private static func text(_ head: [UInt8]) -> String? {
    guard !head.contains(0) else { return nil }
    // The last character may be cut.
    return (0..<4).lazy.compactMap { String(validating: head.dropLast($0), as: UTF8.self) }.first
  }

  private func fits(text: String) -> Bool {
    let isCut = text.utf8.count > Self.longestHead - 4
    let end = isCut ? text.lastIndex(of: "\n") ?? text.endIndex : text.endIndex
    let lines = text[..<end].split(separator: "\n", maxSplits: 8).map(String.init)
    guard let first = lines.first else { return true }
    switch self {
    case .csv:
      let counts = Set(lines.prefix(2).map(Self.fields))
      return counts.count == 1 && !counts.contains(1) && !"{[<".contains(first.prefix(1))
    case .json: return text.contains(#/^\s*\[?\s*\{\s*"(file|inputs|checks|passed)":/#)
    case .junit: return text.contains("<testsuites")
    default:
      return first.contains(#/: \d+ frames, time /#)
        || lines.contains { $0.hasPrefix("tests see ") || $0.hasPrefix("values are taken as ") }
        || [": differ, p = ", ": no difference seen, p = ", ": cannot be told, "]
          .contains(where: first.contains)
        || first.contains(", expected ") || first.contains(#/\d passed, \d+ failed$/#)
    }
  }
}

extension OutputForm {
  /// How many fields a line of CSV has; 1 for prose, which has spaces behind its commas.
  private static func fields(_ line: String) -> Int {
    // Nothing between quotes counts.
    let plain = line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 0 }.map(\.element).joined()
    return plain.contains(", ") || plain.hasSuffix(",")
      ? 1 : plain.count { $0 == "," } + 1
  }
}

extension PictureFormat {
  /// Whether a file that begins with `head` is of this format.
  fileprivate func begins(_ head: [UInt8]) -> Bool {
    switch self {
    case .png: head.starts(with: [0x89] + Array("PNG".utf8))
    case .pdf: head.starts(with: "%PDF".utf8)
    case .gif: head.starts(with: "GIF8".utf8)
    case .mp4: head.dropFirst(4).starts(with: "ftyp".utf8)
    case .svg: String(decoding: head, as: UTF8.self).contains("<svg")
    }
  }
}
