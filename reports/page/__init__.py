"""What the HTML page adds to a map laid out: views beside the journey, lines over the band."""
