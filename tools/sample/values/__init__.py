"""How values are said on the phone, with what they mean written down."""
