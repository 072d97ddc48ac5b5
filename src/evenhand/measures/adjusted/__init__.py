"""Comparisons of like with like by models on grouped counts, as differences and ratios of standardised shares."""

from evenhand.measures.adjusted.constants import AdjustedRules, load_adjusted
from evenhand.measures.adjusted.design import each_stratum, main_effects
from evenhand.measures.adjusted.fitting import Fit
from evenhand.measures.adjusted.log_binomial import fit_log_binomial
from evenhand.measures.adjusted.logistic import fit_logistic
from evenhand.measures.adjusted.marginal import Adjusted, adjusted

__all__ = [
    "Adjusted",
    "AdjustedRules",
    "Fit",
    "adjusted",
    "each_stratum",
    "fit_log_binomial",
    "fit_logistic",
    "load_adjusted",
    "main_effects",
]
