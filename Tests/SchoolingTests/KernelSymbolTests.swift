import Foundation
import Testing

@Suite("Kernel objects")
struct KernelSymbolTests {
  #if arch(x86_64) && os(Linux) && !DEBUG
    @Test(
      "No wide instruction leaks into shared functions, nothing is called, registers are as wide as promised"
    )
    func symbols() throws {
      let build = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let check = Process()
      check.executableURL = root.appending(path: ".ci/check-kernel-symbols")
      check.arguments = [build.path]
      let complaints = Pipe()
      check.standardError = complaints
      try check.run()
      let text = try complaints.fileHandleForReading.readToEnd() ?? Data()
      check.waitUntilExit()
      #expect(check.terminationStatus == 0, "\(String(decoding: text, as: UTF8.self))")
    }
  #endif
}
