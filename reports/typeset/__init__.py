"""Pictures and prints, set by Typst: from data alone, with fonts that come along."""
