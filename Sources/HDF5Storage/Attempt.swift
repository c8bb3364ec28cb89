import CHDF5

/// One thing that is tried on one object: the place that turns HDF5's negative results into errors.
struct Attempt {
  var operation: String
  var file: String
  var object: String?

  /// Passes a result of HDF5 on, or throws what its error stack says.
  @discardableResult
  func callAsFunction<Result: SignedInteger>(_ result: Result) throws(HDF5Error) -> Result {
    guard result >= 0 else { throw failure(from: .current()) }
    return result
  }

  /// Throws what the error stack says, if it says anything: for results that tell no failure.
  func requireNoError() throws(HDF5Error) {
    let stack = ErrorStack.current()
    if !stack.entries.isEmpty { throw failure(from: stack) }
  }

  /// Runs calls of the operating system; what fails there is a failure of this attempt.
  @discardableResult
  func system<Result>(
    _ body: () throws(SystemError) -> Result
  ) throws(HDF5Error) -> Result {
    do throws(SystemError) {
      return try body()
    } catch {
      throw failure(systemError: error.number)
    }
  }

  /// An error that this module found itself.
  func failure(
    _ reason: HDF5Error.Reason, _ explanation: String, advice: String? = nil
  ) -> HDF5Error {
    HDF5Error(
      operation: operation, file: file, object: object, reason: reason, explanation: explanation,
      advice: advice)
  }

  /// An error that the operating system reported.
  func failure(systemError number: Int32) -> HDF5Error {
    failure(Diagnosis(systemError: number), [])
  }

  private func failure(from stack: ErrorStack) -> HDF5Error {
    failure(Diagnosis(stack), stack.lines)
  }

  private func failure(_ diagnosis: Diagnosis, _ stack: [String]) -> HDF5Error {
    HDF5Error(
      operation: operation, file: file, object: object, reason: diagnosis.reason,
      explanation: diagnosis.explanation, libraryText: diagnosis.libraryText,
      advice: diagnosis.advice, libraryStack: stack)
  }
}
