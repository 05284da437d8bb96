"""What did the live transcript get wrong, judged by the recording of the same call?"""

from memory.spoken import Mishearing
from tools.diagnosis.hearing.applying import apply_readings
from tools.diagnosis.hearing.comparing import compare, compare_readings
from tools.diagnosis.hearing.comparison import Agreement, Comparison

__all__ = ["Agreement", "Comparison", "Mishearing", "apply_readings", "compare", "compare_readings"]
