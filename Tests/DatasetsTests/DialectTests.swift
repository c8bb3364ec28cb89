import ClausiusDatasets
import Testing

@Suite("Dialects of tables")
struct DialectTests {
  private func table(_ text: String) throws -> Table { try Table(Array(text.utf8), path: "t") }

  private func refusal(_ text: String, column: Int? = nil) -> String {
    do throws(DatasetError) {
      let table = try Table(Array(text.utf8), path: "t")
      if let column { _ = try table.numbers(column: column) }
      return ""
    } catch {
      return error.description
    }
  }

  @Test(
    "Separators, decimal marks and names are found",
    arguments: [
      ("0.25,0.5\n1.5,2.5\n", "commas, no header line"),
      ("0,25;0,5\n1,5;2,5\n", "semicolons, decimal commas, no header line"),
      ("0,25 0,5\n1,5 2,5\n", "spaces, decimal commas, no header line"),
      ("0,25\t0,5\n1,5\t2,5\n", "tabs, decimal commas, no header line"),
      ("\"0,25\",\"0,5\"\n\"1,5\",\"2,5\"\n", "commas, decimal commas, no header line"),
      ("sep=;\na;b\n0,25;0,5\n1,5;2,5\n", "semicolons, decimal commas, 1 header line"),
      ("a,b,\n0.25,0.5,\n1.5,2.5,\n", "commas, 1 header line"),
      ("a|b\n0.25|0.5\n1.5|2.5\n", "bars, 1 header line"),
      ("a,b\nmm,s\n0.25,0.5\n1.5,2.5\n", "commas, 2 header lines"),
      (
        "# made today\n\n# a,b\n0.25,0.5\n\n1.5,2.5\n",
        "commas, 1 header line, comments after # (1 line left out)"
      ),
      ("\"a\" \"b\"\n\"1\" 0.25 0.5\n\"2\" 1.5 2.5\n", "spaces, 1 header line"),
      ("a;b\r0,25;0,5\r1,5;2,5\r", "semicolons, decimal commas, 1 header line"),
      ("a b\n2.5D-01 5d-1\n1.5 2.5\n", "spaces, 1 header line"),
      ("a;b\n\u{A0}0.25\u{A0};0.5\n1.5;2.5\n", "semicolons, 1 header line"),
    ])
  func dialects(text: String, dialect: String) throws {
    let table = try table(text)
    #expect(table.dialect.description == dialect)
    let first = table.indexColumn == nil ? 0 : 1
    #expect(try table.numbers(column: first) == [0.25, 1.5])
    #expect(try table.numbers(column: first + 1) == [0.5, 2.5])
    #expect(table.rowCount == 2)
  }

  @Test("One column needs no separator")
  func oneColumn() throws {
    #expect(try table("x\n0,25\n1,5\n").numbers(column: 0) == [0.25, 1.5])
    #expect(try table("0.25\n1.5\n").dialect.description == "one column, no header line")
  }

  @Test("Whole numbers may come before the first decimal comma")
  func lateDecimals() throws {
    let text = "x;y\n" + String(repeating: "1;2\n", count: 300) + "1,5;2\n"
    #expect(try table(text).numbers(column: 0).last == 1.5)
  }

  @Test(
    "What may be read in two ways is refused",
    arguments: [
      ("0,1,2\n0.3,-0.2,1.5\n-0.4,0.8,0.2\n0.1,0.9,1.1\n", "t:1:1: '0 1 2' may be the names"),
      ("0,1\ninf,0.3\ninf,0.4\n", "t:1:1: '0 1' may be the names"),
      ("0,359\n-0,203\n1,396\n", "t:2:1: commas may be separators or decimal marks"),
      ("x,y\n0,5,1,5\n0,25,1,25\n", "line 2 has 4 cells, the header has 2 (commas); where commas"),
      ("x,y\n1,2\n3\n", "line 3 has 1 cell, the header has 2 (commas)"),
      ("x;y\n1;2\n\"3;4\n", "t:3:1: a quote is not closed"),
      ("x,y\n", "only the names of its columns"), ("", "it is empty"),
    ])
  func ambiguity(text: String, message: String) {
    #expect(refusal(text).contains(message), "\(refusal(text))")
  }

  @Test(
    "A cell that is no number is named by its column and line",
    arguments: [
      ("x8,y\n" + String(repeating: "1,2\n", count: 897) + "?,2\n", "x8, line 899 is not a number"),
      ("x;y\n1.234,5;2\n2.345,6;3\n", "'1.234,5' (grouped digits are not read"),
      ("x;y\n1.5;2\n2.5;3\n3,5;4\n", "'3,5' (other numbers have decimal points)"),
      ("x,y\n9007199254740993,1\n1,2\n", "9007199254740993 has no exact floating-point form"),
    ])
  func badCells(text: String, message: String) {
    #expect(refusal(text, column: 0).contains(message), "\(refusal(text, column: 0))")
  }

  @Test("Missing numbers are NaN", arguments: ["NA", "", "nan", "null", "-", "None", "N/A"])
  func missing(word: String) throws {
    let numbers = try table("x,y\n1,2\n\(word),3\n4,5\n").numbers(column: 0)
    #expect(numbers[1].isNaN)
    #expect([numbers[0], numbers[2]] == [1, 4])
  }

  @Test("Names of several lines are joined, and found by their ends")
  func names() throws {
    let table = try table(
      "scorer,net,net,net,net\nbodyparts,nose,nose,tail,tail\ncoords,x,y,x,y\n0,1,2,3,4\n1,5,6,7,8\n"
    )
    #expect(table.columnNames == ["coords", "nose/x", "nose/y", "tail/x", "tail/y"])
    #expect(table.indexColumn == 0)
    #expect(try table.column(named: "tail/x") == 3)
    #expect(try table.column(named: "net/nose/y") == 2)
    #expect(try table.column(named: "2") == 2)
    #expect(throws: DatasetError.self) { try table.column(named: "x") }
    #expect(table.line(ofRow: 1) == 5)
  }

  @Test("Numbers are rounded as the standard library rounds them")
  func rounding() throws {
    let words = [
      "0.1", "1e22", "1e23", "12345678901234567.8", "4.35", "2.5e-324", "-0", "9.5E+3",
    ]
    let numbers = try table(words.joined(separator: "\n") + "\n").numbers(column: 0)
    #expect(numbers.map(\.bitPattern) == words.compactMap { Double($0)?.bitPattern })
  }
}
