"""Which projects the sample organisation has."""

from tools.sample.trades.courier import COURIER
from tools.sample.trades.fault_line import FAULT_LINE
from tools.sample.trades.insurance import INSURANCE
from tools.sample.trades.property import PROPERTY
from tools.sample.trades.restaurant import RESTAURANT
from tools.sample.trades.trade import Trade
from tools.sample.trades.tyres import TYRES
from tools.sample.trades.wedding import WEDDING

TRADES: tuple[Trade, ...] = (RESTAURANT, INSURANCE, COURIER, FAULT_LINE, WEDDING, PROPERTY, TYRES)
