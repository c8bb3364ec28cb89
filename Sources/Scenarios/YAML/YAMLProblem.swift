import ClausiusDeclarations
import Yams

/// What the YAML parser found, in words for a person.
func yamlProblem(
  _ error: any Error, text: String, position: (Mark?) -> SourcePosition
) -> Problem {
  switch error {
  case YamlError.scanner(let context, let problem, let mark, _),
    YamlError.parser(let context, let problem, let mark, _),
    YamlError.composer(let context, let problem, let mark, _):
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    let line = lines.indices.contains(mark.line - 1) ? String(lines[mark.line - 1]) : ""
    if problem.contains("nesting level") {
      return Problem("this is nested too deeply", at: position(mark))
    }
    let advice = yamlAdvice(problem: problem, line: line)
    guard let context else {
      return Problem("this is not valid YAML: \(problem)", at: position(mark), advice: advice)
    }
    let start = position(context.mark)
    if mark.line > lines.count || (mark.line == lines.count && line.isEmpty) {
      // The end of the text says less to a user than the bracket or quote that was never closed.
      return Problem(
        "this is not valid YAML: the text ends \(context.text)", at: start, advice: advice)
    }
    let beginning = start == position(mark) ? "" : " that begins at \(start)"
    return Problem(
      "this is not valid YAML: \(problem) \(context.text)\(beginning)", at: position(mark),
      advice: advice)
  case YamlError.reader(let problem, _, _, _):
    return Problem("this is not valid YAML: \(problem)", at: position(nil))
  default:
    return Problem("this is not valid YAML: \(error)", at: position(nil))
  }
}

private func yamlAdvice(problem: String, line: String) -> String? {
  if line.prefix(while: \.isWhitespace).contains("\t") {
    return "indent with spaces, not with tabs"
  }
  if line.contains("("), line.contains(":") {
    return "put a call with parameters in quotes: \"boltzmann_entropy(velocity: 0.25)\""
  }
  if problem.contains("undefined alias") {
    return "put text that begins with '*' in quotes; an alias needs an anchor '&name' before it"
  }
  if problem.contains("mapping values are not allowed") {
    return "put text that contains ': ' in quotes, and give every key its own line"
  }
  if problem.contains("could not find expected ':'") {
    return "write 'key: value' with a space after the colon"
  }
  if problem.contains("did not find expected") {
    return "check brackets, quotes, commas and indentation above this place"
  }
  return nil
}
