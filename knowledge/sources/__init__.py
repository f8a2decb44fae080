"""What web pages and PDFs say, for articles that are made of them."""
