import CViewerPage

/// The files of the page, as they stand in the tree.
enum PageParts {
  /// A file by its name; empty where there is none.
  static func text(_ name: String) -> String { files.first { $0.name == name }?.text ?? "" }

  /// The parts of the script in their order, as one script that leaves no names behind.
  static var script: String {
    let parts = files.filter { $0.name.hasSuffix(".js") }.map(\.text)
    return "(() => {\n\"use strict\";\n" + parts.joined(separator: "\n") + "})();\n"
  }

  private static let files: [(name: String, text: String)] = {
    var found: [(String, String)] = []
    guard var next = clausius_page_files() else { return [] }
    while let name = next.pointee.name {
      let bytes = UnsafeBufferPointer(start: next.pointee.bytes, count: next.pointee.count)
      found.append((String(cString: name), String(decoding: bytes, as: UTF8.self)))
      next += 1
    }
    return found
  }()
}
