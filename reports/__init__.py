"""What we show: answers become a journey map, and a map becomes pages and files."""
