"""What a column of a feed may hold. Each kind cleans a whole column at once and says why a cell could not be read."""

from wanhu.engine.intake.kinds.addresses import Address
from wanhu.engine.intake.kinds.base import Kind, Setting
from wanhu.engine.intake.kinds.codes import Codes, Truth
from wanhu.engine.intake.kinds.days import Day
from wanhu.engine.intake.kinds.gestation import Gestation
from wanhu.engine.intake.kinds.identity import Identity
from wanhu.engine.intake.kinds.names import Name
from wanhu.engine.intake.kinds.numbers import Number
from wanhu.engine.intake.kinds.phone import Phone
from wanhu.engine.intake.kinds.pressure import Pressure
from wanhu.engine.intake.kinds.products import Product, products
from wanhu.engine.intake.kinds.qualitative import Qualitative
from wanhu.engine.intake.kinds.scores import Apgar
from wanhu.engine.intake.kinds.sex import Sex
from wanhu.engine.intake.kinds.weight import AdultWeight, BirthWeight, ChildWeight
from wanhu.engine.intake.kinds.words import Certificate, Words

__all__ = [
    "Address", "AdultWeight", "Apgar", "BirthWeight", "Certificate", "ChildWeight", "Codes", "Day", "Gestation", "Identity", "Kind", "Name",
    "Number", "Phone", "Pressure", "Product", "Qualitative", "Setting", "Sex", "Truth", "Words", "products",
]  # fmt: skip
