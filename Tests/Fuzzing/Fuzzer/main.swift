import CIsolation
import Foundation

// The target that CLAUSIUS_FUZZ_TARGET names reads the inputs of libFuzzer one after the other.
let name = ProcessInfo.processInfo.environment["CLAUSIUS_FUZZ_TARGET"] ?? ""
guard let target = FuzzTarget(rawValue: name) else {
  let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
  print("CLAUSIUS_FUZZ_TARGET names one of \(known)")
  exit(2)
}
IsolatedReading.target = target
if target.isIsolated { IsolatedReading.prepare() }
_ = Scratch.folder
atexit { Scratch.remove() }

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
  let input = Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  let target = IsolatedReading.target
  if target.isIsolated { IsolatedReading.read(input) } else { _ = target.read(input) }
  return 0
}
exit(status)
