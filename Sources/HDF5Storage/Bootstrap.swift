// Bootstrap: makes the package resolve until the module has its first file.
