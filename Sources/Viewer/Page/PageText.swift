import ClausiusDeclarations

/// The text of a page: the files of the tree and the data, in one document.
enum PageText {
  /// The parts of the document in their order.
  ///
  /// - Parameters:
  ///   - title: the title of the document.
  ///   - members: what the page is told.
  ///   - numbers: the compressed numbers of all frames.
  ///   - blocks: the compressed frames.
  static func parts(
    title: String, _ members: [JSON.Member], numbers: [UInt8], _ blocks: [FrameBlock.Coded]
  ) -> [String] {
    let frame = PageParts.text("view.html")
    let pieces = split(frame, at: ["<!--title-->", "<!--style-->", "<!--data-->", "<!--script-->"])
    guard pieces.count == 5 else { return [frame] }
    var parts = [
      pieces[0], escaped(title), pieces[1], "<style>\n\(PageParts.text("view.css"))</style>",
      pieces[2],
    ]
    parts.append(data("page", "application/json", embedded(.object(members))))
    parts.append(data("numbers", "text/plain", Packing.base64(numbers)))
    for (number, block) in blocks.enumerated() {
      parts.append(data("frames-\(number)", "text/plain", Packing.base64(block.packed)))
    }
    parts += [pieces[3], "<script>\n\(PageParts.script)</script>", pieces[4]]
    return parts
  }

  /// Bytes of the page without any data.
  static var fixedBytes: Int {
    PageParts.text("view.html").utf8.count + PageParts.text("view.css").utf8.count
      + PageParts.script.utf8.count
  }

  /// JSON that no HTML parser takes for markup: `</script>` in a title stays a title.
  static func embedded(_ json: JSON) -> String {
    json.text.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
      .replacing("&", with: "\\u0026")
  }

  /// Text in a document.
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .filter { character in character.unicodeScalars.allSatisfy { $0.value >= 32 } }
  }

  private static func data(_ id: String, _ type: String, _ text: String) -> String {
    "<script type=\"\(type)\" id=\"\(id)\">\(text)</script>\n"
  }

  /// The pieces of `text` before, between and behind `marks`, each of which stands there once.
  private static func split(_ text: String, at marks: [String]) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    for mark in marks {
      guard let place = rest.firstRange(of: mark) else { return [] }
      pieces.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return pieces + [String(rest)]
  }
}
