import ClausiusHDF5Storage
import Testing

/// Expects `body` to throw an `HDF5Error` of the given reason and, if `message` is given, of
/// exactly that text.
func expectFailure<Result>(
  _ reason: HDF5Error.Reason, _ message: String? = nil,
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) {
  let error = #expect(throws: HDF5Error.self, sourceLocation: sourceLocation) { _ = try body() }
  guard let error else { return }
  #expect(error.reason == reason, "\(error)", sourceLocation: sourceLocation)
  if let message {
    #expect(error.description == message, sourceLocation: sourceLocation)
  }
}
