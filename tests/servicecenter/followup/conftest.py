from tests.servicecenter.kept import db, filled

__all__ = ["db", "filled"]
