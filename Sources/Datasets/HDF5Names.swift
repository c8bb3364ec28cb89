import ClausiusDeclarations
import ClausiusHDF5Storage

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
