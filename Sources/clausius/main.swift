import ClausiusCommand

Clausius.main()
