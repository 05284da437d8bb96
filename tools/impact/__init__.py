"""What is a change to instructions worth?"""
