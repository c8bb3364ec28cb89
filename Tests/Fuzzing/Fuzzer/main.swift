import CIsolation
import Foundation

// The target that CLAUSIUS_FUZZ_TARGET names reads the inputs of libFuzzer one after the other.
let name = ProcessInfo.processInfo.environment["CLAUSIUS_FUZZ_TARGET"] ?? ""
guard let target = FuzzTarget(rawValue: name) else {
  let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
  print("CLAUSIUS_FUZZ_TARGET names one of \(known)")
  exit(2)
}
VerbProcess.target = target
if target.isVerb { VerbProcess.prepare() }
atexit { Scratch.remove() }

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
  let input = Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  if VerbProcess.target.isVerb {
    VerbProcess.read(input)
  } else {
    VerbProcess.target.read(input)
  }
  return 0
}
exit(status)
