"""Long work made of many transactions: importing, sending mail, settling, the sample desk."""
