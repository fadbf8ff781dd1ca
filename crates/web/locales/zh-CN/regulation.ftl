# regulation
