"""The sixteen principles a behavioural interview probes."""

from enum import StrEnum


class Principle(StrEnum):
    """A leadership principle, by its official name."""

    CUSTOMER_OBSESSION = "Customer Obsession"
    OWNERSHIP = "Ownership"
    INVENT_AND_SIMPLIFY = "Invent and Simplify"
    ARE_RIGHT_A_LOT = "Are Right, A Lot"
    LEARN_AND_BE_CURIOUS = "Learn and Be Curious"
    HIRE_AND_DEVELOP_THE_BEST = "Hire and Develop the Best"
    INSIST_ON_THE_HIGHEST_STANDARDS = "Insist on the Highest Standards"
    THINK_BIG = "Think Big"
    BIAS_FOR_ACTION = "Bias for Action"
    FRUGALITY = "Frugality"
    EARN_TRUST = "Earn Trust"
    DIVE_DEEP = "Dive Deep"
    HAVE_BACKBONE_DISAGREE_AND_COMMIT = "Have Backbone; Disagree and Commit"
    DELIVER_RESULTS = "Deliver Results"
    STRIVE_TO_BE_EARTHS_BEST_EMPLOYER = "Strive to be Earth's Best Employer"
    SUCCESS_AND_SCALE_BRING_BROAD_RESPONSIBILITY = "Success and Scale Bring Broad Responsibility"
