import ClausiusDeclarations
import Testing

@testable import ClausiusDiagnostics

/// Calls of diagnostics: what is understood, and what is said about the rest.
@Suite struct CallTests {
  private func request(
    _ text: String, convention: String? = nil
  ) throws(Problems) -> DiagnosticRequest {
    try DiagnosticCatalog.standard.request(
      text, at: SourcePosition(source: "a.yaml", line: 4, column: 10), convention: convention)
  }

  private func firstProblem(_ text: String) -> Problem? {
    do throws(Problems) {
      _ = try request(text)
      return nil
    } catch {
      return error.all.first
    }
  }

  @Test("Names of other programs hold hyphens, or stand in quotes")
  func foreignNames() throws {
    let place = SourcePosition(source: "a.yaml", line: 1, column: 1)
    for (text, name) in [
      ("kinetic-energy", "kinetic-energy"), ("\"pressure vec\"(component: 0)", "pressure vec"),
      ("'x y'", "x y"), ("lambda-2nd(x: 3)", "lambda-2nd"),
    ] {
      #expect(try CallParser.parse(text, at: place, naming: "diagnostic").name == name)
    }
  }

  @Test func aNameAloneHasTheDefaults() throws {
    let request = try request("  polarization_entropy ")
    #expect(request.text == "polarization_entropy")
    let diagnostic = try #require(request.diagnostic as? PolarizationEntropy)
    #expect(diagnostic.cells == nil)
    #expect(diagnostic.convention == .corrected)
    #expect(request.quantities == ["velocity"])
    #expect(request.unit == .dimensionless)
  }

  @Test func parametersAreReadInAnyOrderAndTheTextIsKept() throws {
    let text = "nearest_neighbor_entropy( bins:30 , k: 4)"
    let request = try request(text)
    #expect(request.text == text)
    let diagnostic = try #require(request.diagnostic as? NearestNeighborEntropy)
    #expect(diagnostic.k == 4)
    #expect(diagnostic.bins == 30)
    #expect(try self.request("clusters(radius: 2.5)").diagnostic is Clusters)
    #expect(try self.request("clusters()").text == "clusters()")
  }

  @Test func aConventionForAllIsThatOfCallsThatNameNone() throws {
    let given = try request("shape_entropy", convention: "dewi_kadita")
    #expect((given.diagnostic as? ShapeEntropy)?.convention == .dewiKadita)
    #expect(given.text == "shape_entropy")
    let own = try request("shape_entropy(convention: corrected)", convention: "dewi_kadita")
    #expect((own.diagnostic as? ShapeEntropy)?.convention == .corrected)
    #expect(try request("clusters(radius: 1)", convention: "dewi_kadita").diagnostic is Clusters)
  }

  @Test(arguments: [
    ("polarisation", 10, "unknown diagnostic 'polarisation'", "did you mean 'polarization'?"),
    ("  rotatoin", 12, "unknown diagnostic 'rotatoin'", "did you mean 'rotation'?"),
    (
      "polarization_entropy(cels: 3)", 31, "unknown key 'cels'", "did you mean 'cells'?"
    ),
    (
      "polarization_entropy(cells: 1)", 38,
      "cells: expected a whole number from 2 to 1000000, found '1'", nil
    ),
    (
      "polarization_entropy(convention: wrong)", 43,
      "convention: expected one of corrected, dewi_kadita, found 'wrong'", nil
    ),
    ("clusters(radius: 1, radius: 2)", 30, "'radius' is given twice", nil),
    (
      "polarization_entropy(convention: dewi_kadita, cells: 5)", 56,
      "'cells' has no meaning in the convention dewi_kadita",
      "leave it out, or use the convention corrected"
    ),
  ])
  func wrongCallsAreAnsweredAtTheirPlace(
    text: String, column: Int, message: String, advice: String?
  ) throws {
    let problem = try #require(firstProblem(text))
    #expect(problem.message == message)
    #expect(problem.position == SourcePosition(source: "a.yaml", line: 4, column: column))
    if let advice { #expect(problem.advice == advice) }
  }

  @Test(arguments: [
    ("", 10, "expected the name of a diagnostic, found the end"),
    ("(radius: 1)", 10, "expected the name of a diagnostic, found '('"),
    ("clusters(", 19, "expected the name of a parameter, found the end"),
    ("clusters(radius)", 25, "expected ':' after 'radius', found ')'"),
    ("clusters(radius: )", 27, "expected a value, found ')'"),
    ("clusters(radius: 1", 28, "expected ',' or ')', found the end"),
    ("clusters(radius: 1) x", 30, "expected the end of the call, found 'x'"),
    ("clusters(radius: \"1)", 27, "the quote is not closed"),
    ("clusters(radius: [1, 2", 32, "expected ',' or ']', found the end"),
  ])
  func textThatIsNoCallIsAnsweredAtItsPlace(text: String, column: Int, message: String) throws {
    let problem = try #require(firstProblem(text))
    #expect(problem.message == message)
    #expect(problem.position?.column == column)
  }

  @Test func listsQuotesAndInnerCallsBecomeNodes() throws {
    let call = try CallParser.parse(
      "f(a: [16, 8, [1]], b: 'x, y', c: g(d: 1, e: 2))", at: place, naming: "a diagnostic")
    #expect(call.name == "f")
    let nodes = call.entries.map(\.value.content)
    func scalar(_ text: String, _ column: Int, quoted: Bool = false) -> Node {
      Node(
        .scalar(text: text, isQuoted: quoted),
        at: SourcePosition(source: "test", line: 1, column: column))
    }
    let inner = Node(
      .list([scalar("1", 15)]), at: SourcePosition(source: "test", line: 1, column: 14))
    #expect(nodes[0] == .list([scalar("16", 7), scalar("8", 11), inner]))
    #expect(nodes[1] == .scalar(text: "x, y", isQuoted: true))
    #expect(nodes[2] == .scalar(text: "g(d: 1, e: 2)", isQuoted: false))
  }
}
