"""What we know: pure values of studies, interviews and maps, and the store that keeps them."""
