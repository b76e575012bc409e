"""What an outcome still asks for: panels that open in place, over the script and under the call."""
