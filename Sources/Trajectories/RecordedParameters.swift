import ClausiusDeclarations
import Foundation

extension RunRecord {
  /// What says nothing of the numbers of a run.
  private static let apart = [
    "title", "source", "description", "output", "diagnostics", "expect", "suite", "sweep",
    "run.threads", "run.checkpoint", "run.durability",
  ]

  /// The resolved parameters of the run by their paths, `couzin.orientation_width`, `run.seed`, in
  /// the order of the paths; empty lists are left out.
  public var parameters: [JSON.Member] {
    let tree = try? JSONDecoder().decode(ConfigurationTree.self, from: Data(configuration.utf8))
    let leaves = (tree ?? .nothing).leaves().filter { path, _ in
      !Self.apart.contains { path == $0 || path.hasPrefix($0 + ".") }
    }
    return leaves.map { JSON.Member($0.path, $0.leaf.json) }
  }
}

extension ConfigurationTree.Leaf {
  fileprivate var json: JSON {
    switch self {
    case .number(let number): .number(number)
    case .truth(let isTrue): .boolean(isTrue)
    case .text(let text): .text(text)
    case .numbers(let numbers): .list(numbers.map(JSON.number))
    }
  }
}
