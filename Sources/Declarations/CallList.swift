/// A list of calls separated by commas, such as `polarization, renyi_entropy(order: 2)`.
public enum CallList {
  /// The calls with the columns, from 1, at which they begin; commas inside parentheses and
  /// brackets belong to a call.
  public static func split(_ text: String) -> [(text: String, column: Int)] {
    var calls: [(text: String, column: Int)] = []
    var current = ""
    var column = 1
    var depth = 0
    for (index, character) in text.enumerated() {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if character == ",", depth == 0 {
        calls.append((current, column))
        current = ""
        column = index + 2
      } else {
        current.append(character)
      }
    }
    calls.append((current, column))
    return calls
  }
}
