"""Files that somebody else made, read only in a process of its own.

A hostile file can make its reader use all of the machine's memory and time. Whatever reads one therefore runs as a
program with limits that the operating system keeps (`limited.py` starts it, `reader.py` is it). Nothing in this
package but `limited.py` runs in the site or in the worker itself, and nothing in it knows of Django.
"""
