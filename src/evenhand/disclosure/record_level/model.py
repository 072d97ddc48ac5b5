"""Models: shown where people outnumber parameters by far and nobody is a coefficient of their own."""

import numpy as np
import pyarrow as pa

from evenhand.disclosure.record_level.record_policy import RecordPolicy, ResultRefused
from evenhand.disclosure.record_level.significant import to_digits
from evenhand.foundations.checked_result import CheckedResult, seal_result


def check_model(
    values: pa.Table, *, people: int, parameters: int, patterns: int, least_cell: int, policy: RecordPolicy
) -> CheckedResult:
    """Return the coefficients as they may be shown, to so many digits as the policy says.

    `values`: a row for each parameter. `people`: how many the model was fitted to, `parameters`: how many were
    estimated. `patterns`: how many different combinations of predictors the people have. `least_cell`: the fewest
    people behind any coefficient (with that value of the predictor, in each state of the outcome). Raises
    ResultRefused where the model rests on too few.
    """
    policy.enough(people, "A model")
    if people - parameters < policy.degrees_of_freedom:
        raise ResultRefused(
            f"The model has fewer than {policy.degrees_of_freedom} residual degrees of freedom.",
            mend="Take more people or fewer predictors.",
        )
    if parameters >= patterns:
        raise ResultRefused(
            "The model is saturated: its coefficients give back every count that it was made from.",
            mend="Leave out interactions, or publish the protected counts instead.",
        )
    if least_cell < policy.threshold:
        raise ResultRefused(
            f"A coefficient rests on fewer than {policy.threshold} people.",
            mend="Put together small groups of the predictor, or leave it out.",
        )
    if values.num_rows > parameters:
        raise ResultRefused(
            "There are more rows than parameters: fitted values or residuals tell of persons.",
            mend="Give a row for each coefficient and no more.",
        )
    columns = {name: _shown(values.column(name), policy.digits) for name in values.schema.names}
    note = f"Fitted to {policy.small_group} people or more; each coefficient rests on {policy.threshold} or more."
    return seal_result("model", pa.table(columns), (note,), policy.protection)


def _shown(column: pa.ChunkedArray, digits: int) -> pa.Array:
    if not pa.types.is_floating(column.type):
        return column
    return pa.array(to_digits(np.asarray(column.to_numpy(), dtype=np.float64), digits))
