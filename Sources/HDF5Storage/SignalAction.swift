#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension sigaction {
  #if canImport(Glibc)
    static func running(_ handler: @escaping @convention(c) (Int32) -> Void)
      -> sigaction
    {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = handler
      return action
    }

    private var address: UnsafeRawPointer? {
      unsafeBitCast(__sigaction_handler.sa_handler, to: UnsafeRawPointer?.self)
    }
  #elseif canImport(Musl)
    static func running(_ handler: @escaping @convention(c) (Int32) -> Void)
      -> sigaction
    {
      var action = sigaction()
      action.__sa_handler.sa_handler = handler
      return action
    }

    private var address: UnsafeRawPointer? {
      unsafeBitCast(__sa_handler.sa_handler, to: UnsafeRawPointer?.self)
    }
  #else
    static func running(_ handler: @escaping @convention(c) (Int32) -> Void)
      -> sigaction
    {
      var action = sigaction()
      action.__sigaction_u.__sa_handler = handler
      return action
    }

    private var address: UnsafeRawPointer? {
      unsafeBitCast(__sigaction_u.__sa_handler, to: UnsafeRawPointer?.self)
    }
  #endif

  func runs(sameAs other: sigaction) -> Bool { address == other.address }
}
