print("clausius")
