"""Who judges: each agent asks a chat model one kind of question and checks the answer."""
