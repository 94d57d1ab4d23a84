"""Research workbench for 1990s news bulletins: prose in, tables with evidence out.

The public names are listed, with their types, in ``__init__.pyi``. Each loads its module when it
is first used, so that ``import monitorlib`` costs nothing that is not needed.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
