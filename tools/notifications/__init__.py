"""How does a notification leave the house? By e-mail and by signed webhook, to addresses that were checked."""
