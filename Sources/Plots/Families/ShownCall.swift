import ClausiusDeclarations

/// A call of a diagnostic whose parameters are shown in a legend.
struct ShownCall: Hashable {
  /// A parameter as the call has it.
  struct Parameter: Hashable {
    let name: String
    let value: String
  }

  /// The name of the diagnostic.
  let name: String
  /// The parameters in their order.
  let parameters: [Parameter]

  /// The call `text`; `nil` where it is none.
  init?(_ text: String) {
    let position = SourcePosition(source: text, line: 1, column: 1)
    guard let call = try? CallParser.parse(text, at: position, naming: "a diagnostic") else {
      return nil
    }
    name = call.name
    parameters = call.entries.map { Parameter(name: $0.key, value: Self.text(of: $0.value)) }
  }

  /// Whether it measures an entropy, as its name says.
  var isOfEntropy: Bool { name.hasSuffix("_entropy") }

  /// The value of a parameter; `nil` where the call does not give it.
  func word(of parameter: String) -> String? {
    parameters.first { $0.name == parameter }?.value
  }

  private static func text(of node: Node) -> String {
    switch node.content {
    case .scalar(let text, _): text
    case .list(let nodes): "[" + nodes.map(text).joined(separator: ", ") + "]"
    case .mapping: ""
    }
  }
}
