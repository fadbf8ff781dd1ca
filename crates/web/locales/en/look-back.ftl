# look-back
