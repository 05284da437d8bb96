"""Where does the database come from: our own embedded server, or an external one by URL?"""
