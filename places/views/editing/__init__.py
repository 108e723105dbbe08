"""What a visitor who may edit sees besides: places put right in the running text, undone and redone."""
