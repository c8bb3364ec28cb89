import Foundation

extension Error {
  /// What the operating system said, where an error of Foundation goes back to it ("Input/output
  /// error"): Foundation itself often says only that the operation could not be completed.
  public var systemReason: String {
    var error = self as NSError
    while let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError { error = cause }
    guard error.domain == NSPOSIXErrorDomain, let number = Int32(exactly: error.code) else {
      return localizedDescription
    }
    return String(cString: strerror(number))
  }
}
