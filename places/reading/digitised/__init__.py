"""What digital libraries and archives give as XML: transcribed texts, recognised pages, finding aids.

Each kind is one module with a function ``records``; `places.reading.formats.xml_document` tells which.
"""
