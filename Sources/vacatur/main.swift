print("vacatur")
