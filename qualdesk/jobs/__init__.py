"""Long work made of many transactions: importing a list, sending mail, filling the sample desk."""
