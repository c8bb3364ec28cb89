#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What an error stack of HDF5 means to a person.
struct Diagnosis {
  var reason: HDF5Error.Reason
  var explanation: String
  var advice: String?
  var libraryText: String?

  init(_ stack: ErrorStack) {
    if let number = stack.systemError {
      self = Diagnosis(systemError: number)
    } else if let known = Diagnosis.knownTexts.first(where: { stack.mentions($0.fragment) }) {
      self.init(known.reason, known.explanation, known.advice)
      libraryText = stack.entries.first { $0.text.contains(known.fragment) }?.text
    } else if let text = stack.innermostText, Diagnosis.isStructural(text) {
      self.init(
        .damaged, "the structure of the file is damaged", "restore the file from a copy")
      libraryText = text
    } else {
      self.init(.other, "HDF5 refuses", nil)
      libraryText = stack.innermostText ?? "no error text"
    }
  }

  private init(_ reason: HDF5Error.Reason, _ explanation: String, _ advice: String?) {
    self.reason = reason
    self.explanation = explanation
    self.advice = advice
  }

  init(systemError number: Int32) {
    switch number {
    case ENOENT:
      self.init(.notFound, "there is no such file or folder", "check the path")
    case EEXIST:
      self.init(.alreadyExists, "the file exists already", "choose another name or remove it")
    case EACCES, EPERM, EROFS:
      self.init(.notPermitted, "permission denied", "check the permissions of the file and folder")
    case ENAMETOOLONG:
      self.init(
        .notPermitted, "the name of the file, or of one beside it, is too long",
        "give it a shorter name")
    case EMFILE, ENFILE:
      self.init(
        .deviceFailed, "too many files are open", "close some, or raise the limit (ulimit -n)")
    case EISDIR, ENOTDIR:
      self.init(.notPermitted, "the path names a folder where a file is needed", "check the path")
    case EAGAIN:
      self.init(.inUse, "another process is writing this file", "wait until it has finished")
    case ENOSPC, EDQUOT:
      self.init(.diskFull, "the disk is full", "make room or write to another disk")
    case EFBIG:
      self.init(
        .fileTooLarge, "the file would pass the largest allowed size",
        "raise the limit (ulimit -f)")
    case SystemError.fileCut:
      self.init(
        .deviceFailed, "another program cut the file while it was written",
        "what was written to it is lost; begin again")
    default:
      self.init(.deviceFailed, "the device failed", "check the disk and the connection to it")
    }
    if number != SystemError.fileCut { libraryText = String(cString: strerror(number)) }
  }

  private static func isStructural(_ text: String) -> Bool {
    structuralFragments.contains { text.contains($0) }
  }

  private struct KnownText {
    var fragment: String
    var reason: HDF5Error.Reason
    var explanation: String
    var advice: String?
  }

  /// Fragments of HDF5's texts, the most telling first.
  private static let knownTexts: [KnownText] = [
    KnownText(
      fragment: "file signature not found", reason: .notHDF5, explanation: "not an HDF5 file"),
    KnownText(
      fragment: "truncated file", reason: .truncated,
      explanation: "the end of the file is missing",
      advice: "it was not closed properly or not copied completely"),
    KnownText(
      fragment: "Fletcher32", reason: .damaged,
      explanation: "the data are damaged: their checksum is wrong",
      advice: "restore the file from a copy; the rest of it can still be read"),
    KnownText(
      fragment: "inflate() failed", reason: .damaged,
      explanation: "the data are damaged: they cannot be decompressed",
      advice: "restore the file from a copy; the rest of it can still be read"),
    KnownText(
      fragment: "is not registered", reason: .missingFilter,
      explanation: "the data are stored with a filter that this HDF5 does not have",
      advice: "rewrite them with h5repack on the machine that has it"),
    KnownText(
      fragment: "no write intent", reason: .notPermitted,
      explanation: "the file is open for reading only"),
    KnownText(
      fragment: "file exists", reason: .alreadyExists, explanation: "the file exists already",
      advice: "choose another name or remove it"),
    KnownText(
      fragment: "already open for write", reason: .inUse,
      explanation: "its writer, which used SWMR, was killed or is still at work",
      advice: "once it is gone, 'repair FILE -o COPY' takes the mark away"),
    KnownText(
      fragment: "already open", reason: .inUse,
      explanation: "the file is open already", advice: "close it first"),
    KnownText(
      fragment: "unable to lock file", reason: .inUse,
      explanation: "another process is writing this file", advice: "wait until it has finished"),
    KnownText(
      fragment: "name already exists", reason: .alreadyExists,
      explanation: "an object with this name exists already"),
    KnownText(
      fragment: "link pointer is NULL", reason: .notFound,
      explanation: "there is no such object"),
    KnownText(
      fragment: "not a dataset", reason: .wrongType, explanation: "it is not a dataset"),
    KnownText(fragment: "not a group", reason: .wrongType, explanation: "it is not a group"),
    KnownText(
      fragment: "message is too large", reason: .wrongShape,
      explanation: "an attribute holds at most 64 KiB", advice: "store it as a dataset"),
    KnownText(
      fragment: "cannot exceed the existing maximal size", reason: .wrongShape,
      explanation: "an axis cannot grow that far"),
    KnownText(
      fragment: "doesn't exist", reason: .notFound, explanation: "there is no such object"),
    KnownText(
      fragment: "can't locate attribute", reason: .notFound,
      explanation: "there is no such attribute"),
    KnownText(
      fragment: "component not found", reason: .notFound, explanation: "there is no such object"),
    KnownText(
      fragment: "conversion exception", reason: .wrongType,
      explanation: "a value does not fit the integer type it is read as",
      advice: "read it as a floating-point number or a wider integer"),
  ]

  /// Fragments of texts by which HDF5 says that the structure of a file makes no sense.
  private static let structuralFragments = [
    "checksum", "signature", "addr overflow", "corrupt", "bad version", "bad heap", "bad flag",
    "bad symbol table", "bad cset", "bad value", "not aligned", "past end", "exceeds EOA",
    "ran off",
    "temporary file space", "B-tree", "number of children", "free block", "heap",
  ]
}
