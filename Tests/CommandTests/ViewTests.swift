import Foundation
import Testing

/// Pages from the command line; what they show is looked at by `Tests/Viewer/check`.
@Suite("Pages") struct ViewTests {
  private func school() throws -> Command {
    let command = try Command()
    try command.write(
      Command.school(individuals: "20", run: "{duration: 5, time_step: 0.1}"), to: "school.yaml")
    let run = try command.run("run", "school.yaml", "-o", "school.h5md", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    return command
  }

  private func text(_ name: String, _ command: Command) throws -> String {
    try String(contentsOfFile: command.path(name), encoding: .utf8)
  }

  @Test("One file with the title, the scenario, and nothing that would be loaded")
  func page() throws {
    let command = try school()
    defer { command.clean() }
    let view = try command.run("view", "school.h5md", "--export", "school.html")
    #expect(view.status == 0, "\(view.errors)")
    #expect(view.output == "school.html\n")
    #expect(view.errors.contains("Positions are rounded by at most "))
    let page = try text("school.html", command)
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(page.contains("<title>A small school</title>"))
    #expect(page.contains("\"scenario\": \"title: A small school"))
    #expect(!page.contains(/(src|href)="(?!data:)/))
    // The same file gives the same page, which may be made again in its place.
    #expect(try command.run("view", "school.h5md", "--export", "school.html").status == 0)
    #expect(try text("school.html", command) == page)
  }

  @Test("Diagnostics that are asked for are charts")
  func diagnostics() throws {
    let command = try school()
    defer { command.clean() }
    let view = try command.run(
      "view", "school.h5md", "--export", "a.html", "--every", "20", "--diagnostics",
      "rotation, nearest_neighbor_distance")
    #expect(view.status == 0, "\(view.errors)")
    let page = try text("a.html", command)
    #expect(page.contains("\"name\": \"nearest_neighbor_distance\""))
    #expect(view.errors.contains("every 20th is shown and the last"))
  }

  @Test(
    "What cannot be had is refused with one sentence, and no page is left",
    arguments: [
      (["view", "school.h5md"], 2, "view school.h5md --export PAGE.html"),
      (["view", "school.yaml", "--export", "a.html"], 3, "school.yaml"),
      (["view", "none.h5md", "--export", "a.html"], 3, "none.h5md"),
      (["view", "school.h5md", "--export", "a.html", "--max-size", "2kB"], 2, "--max-size"),
      (["view", "school.h5md", "--export", "a.html", "--max-size", "much"], 2, "much"),
      (["view", "school.h5md", "--export", "a.html", "--every", "0"], 2, "--every"),
      (["view", "school.h5md", "--export", "school.h5md"], 2, "is read itself"),
      (["view", "school.h5md", "--export", "school.yaml"], 2, "--export PAGE.html"),
      (["view", "school.h5md", "--export", "a.html", "--diagnostics", "rotatoin"], 2, "rotation"),
    ])
  func refusals(arguments: [String], status: Int, words: String) throws {
    let command = try school()
    defer { command.clean() }
    let view = try command.start(arguments).wait()
    #expect(view.status == Int32(status), "\(view.errors)")
    #expect(view.errors.contains(words), "\(view.errors)")
    #expect(view.output.isEmpty)
    #expect(!command.exists("a.html"))
  }
}
