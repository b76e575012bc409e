"""The places of the rail, one module or package each; screens never import each other."""
