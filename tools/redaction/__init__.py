"""What personal data stands in a text, and how is it hidden from others and shown again?"""
