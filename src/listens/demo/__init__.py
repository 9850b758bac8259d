"""The demonstration area "South London (synthetic)": published facts, invented people and organisations, synthetic
notes. Made by calling the same actions as everybody else, from a seed, so that it is the same each time.
"""
