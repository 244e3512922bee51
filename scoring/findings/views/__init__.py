"""The pages of this room, for officials and the chair."""
