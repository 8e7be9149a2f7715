"""One module per kind of file that departments send. Each turns the city into sheets: who sends, which rows, which columns."""
