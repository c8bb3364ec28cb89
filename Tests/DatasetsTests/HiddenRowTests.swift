import ClausiusDatasets
import Testing

@Suite("Rows that look like comments, and tables below other lines")
struct HiddenRowTests {
  private func table(_ text: String) throws -> Table { try Table(Array(text.utf8), path: "t") }

  private func refusal(_ text: String) -> String {
    do throws(DatasetError) {
      _ = try Table(Array(text.utf8), path: "t")
      return ""
    } catch {
      return error.description
    }
  }

  @Test("Names that begin with a number sign are rows")
  func names() throws {
    let colors = try table("color,a\n#ff0000,0.5\nred,1.5\n#00ff00,2.5\nblue,3.5\n")
    #expect(try colors.numbers(column: 1) == [0.5, 1.5, 2.5, 3.5])
    #expect(colors.texts(column: 0) == ["#ff0000", "red", "#00ff00", "blue"])
    #expect(colors.line(ofRow: 2) == 4)
    #expect(colors.dialect.commentPrefix == nil)
    let all = try table("id;x;y\n#1;0,5;1\n#2;1,5;2\n")
    #expect(try all.numbers(column: 1) == [0.5, 1.5])
    #expect(all.dialect.description == "semicolons, decimal commas, 1 header line")
    let bare = try table("#a1\t0.5\nb1\t1.5\n#a2\t2.5\n")
    #expect(try bare.numbers(column: 1) == [0.5, 1.5, 2.5])
    let percent = try table("id,x\n%1,0.5\nb,1.5\n")
    #expect(percent.rowCount == 2)
  }

  @Test("Lines without the shape of a row stay comments, and are counted")
  func comments() throws {
    let text = """
      id,x
      a,0.5
      # a,0.75
      #no,number
      b,1.5
      #total 2
      ##c,2.5
      """
    let commented = try table(text)
    #expect(try commented.numbers(column: 1) == [0.5, 1.5])
    #expect(
      commented.dialect.description == "commas, 1 header line, comments after # (4 lines left out)")
  }

  @Test("A row among numbers may be one that was taken out")
  func doubt() throws {
    let text = "x,y\n1,2\n#3,4\n5,6\n"
    #expect(
      refusal(text).hasPrefix("t:3:1: '#3,4' may be a row or a comment"), "\(refusal(text))")
    #expect(try table(text.replacing("#3,4", with: "# 3,4")).rowCount == 2)
    let quoted = try table(text.replacing("#3,4", with: "\"#3\",4"))
    #expect(try quoted.numbers(column: 1) == [2, 4, 6])
    #expect(refusal("#a,b\n#1,2\n").contains("all its lines begin with # or %"))
  }

  @Test("Names are found below more lines about the program than there are rows")
  func longHead() throws {
    let head = (0..<35).map { "\"Key \($0)\";\"\($0)\"\n" }.joined()
    let rows = (0..<6).map { "0.\($0)4;\($0).5;\"-\"\n" }.joined()
    let etho = try table(head + "\"Time\";\"X\";\"Y\"\n\"s\";\"cm\";\"cm\"\n" + rows)
    #expect(try etho.numbers(column: etho.column(named: "X")) == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5])
    #expect(
      etho.dialect.description == "semicolons, 2 header lines, 35 lines above it left out")
    #expect(etho.line(ofRow: 0) == 38)
  }

  @Test("Grouped digits tell the separator, and are refused by name")
  func grouped() throws {
    let table = try table("a;b\n0,5;1.234,25\n1,5;1.235,25\n2,5;1.236,25\n")
    #expect(try table.numbers(column: 0) == [0.5, 1.5, 2.5])
    let error = #expect(throws: DatasetError.self) { try table.numbers(column: 1) }
    #expect(error?.description.contains("'1.234,25' (grouped digits are not read") == true)
  }
}
