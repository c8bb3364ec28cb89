#ifndef CISOLATION_H
#define CISOLATION_H

/// How a process of its own came to its end.
struct isolation_outcome {
  /// The status with which it ended itself, or -1.
  int status;
  /// The signal that ended it, or 0; SIGXCPU for one that computed too long.
  int signal;
  /// The most memory that it held, in bytes.
  long long memory;
};

/// Moves the counters of covered code into memory that child processes share, so that libFuzzer
/// sees what a child covered. Call once, before any child.
void isolation_share_coverage(void);

/// Runs `body` in a child process, whose standard error goes to the file `errors` and whose
/// standard output goes nowhere, for at most `seconds` of computing. A child that listens to
/// SIGTERM gets it after a tenth of a second.
struct isolation_outcome isolation_run(int (*body)(void), int errors, unsigned seconds);

/// Runs libFuzzer, which is linked with `-sanitize=fuzzer`: `read` gets one input after the other.
int LLVMFuzzerRunDriver(int *count, char ***arguments,
                        int (*read)(const unsigned char *bytes, unsigned long count));

#endif
