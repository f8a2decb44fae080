"""The workshop, where editors keep articles right."""
