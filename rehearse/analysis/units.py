"""What a number can be of: currencies, lengths of time, and words that make a number a ratio or a score."""

from rehearse.analysis.lexicon import words

CURRENCY_SIGNS = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "₹": "INR",
    "¥": "JPY",
}
CURRENCY_PREFIXES = {
    "s": "SGD",
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "nz": "NZD",
    "c": "CAD",
    "ca": "CAD",
    "hk": "HKD",
    "r": "BRL",
}
"""Letters that stand right before a dollar sign."""

CURRENCY_CODES = words("usd gbp eur inr jpy aud cad sgd chf sek nok dkk pln zar brl cny nzd hkd aed")

CURRENCY_WORDS = {
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "buck": "USD",
    "cents": "USD",
    "pound": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "sterling": "GBP",
    "pence": "GBP",
    "p": "GBP",
    "euro": "EUR",
    "euros": "EUR",
    "rupee": "INR",
    "rupees": "INR",
    "rs": "INR",
    "yen": "JPY",
    "rand": "ZAR",
    "reais": "BRL",
    "pesos": "MXN",
    "francs": "CHF",
    "zloty": "PLN",
    "kronor": "SEK",
    "kroner": "NOK",
    "naira": "NGN",
    "shillings": "KES",
    "dirhams": "AED",
    "yuan": "CNY",
    "ringgit": "MYR",
    "lira": "TRY",
    "won": "KRW",
    "baht": "THB",
    "dirham": "AED",
    "cedis": "GHS",
    "shekels": "ILS",
}
MINOR_COINS = words("cents pence p")
SLANG_AMOUNTS = words("grand lakh lakhs crore crores")

TIME_UNITS = {
    "ms": ("s", 0.001),
    "millisecond": ("s", 0.001),
    "milliseconds": ("s", 0.001),
    "millis": ("s", 0.001),
    "s": ("s", 1.0),
    "sec": ("s", 1.0),
    "secs": ("s", 1.0),
    "second": ("s", 1.0),
    "seconds": ("s", 1.0),
    "min": ("min", 1.0),
    "mins": ("min", 1.0),
    "minute": ("min", 1.0),
    "minutes": ("min", 1.0),
    "h": ("h", 1.0),
    "hr": ("h", 1.0),
    "hrs": ("h", 1.0),
    "hour": ("h", 1.0),
    "hours": ("h", 1.0),
    "day": ("day", 1.0),
    "days": ("day", 1.0),
    "week": ("week", 1.0),
    "weeks": ("week", 1.0),
    "fortnight": ("week", 2.0),
    "month": ("month", 1.0),
    "months": ("month", 1.0),
    "quarter": ("quarter", 1.0),
    "quarters": ("quarter", 1.0),
    "year": ("year", 1.0),
    "years": ("year", 1.0),
}
"""The unit a report gives, and how many of it the spoken one makes."""

SECONDS = {
    "s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0, "week": 604800.0, "month": 2629800.0,
    "quarter": 7889400.0, "year": 31557600.0,
}  # fmt: skip
"""How long each unit is, so that the ends of a change can be told in one."""

PERIODS = words(
    "second minute hour day night shift week fortnight month quarter year sprint head person tonne ton "
    "unit piece infection order visit customer user seat call ticket patient deal store shop site team "
    "release annum"
)
"""What "a", "an", "per", "each" and "every" may spread an amount over."""

MULTIPLIERS = {
    "doubled": 2.0,
    "doubles": 2.0,
    "double": 2.0,
    "doubling": 2.0,
    "twice": 2.0,
    "tripled": 3.0,
    "triple": 3.0,
    "tripling": 3.0,
    "trebled": 3.0,
    "treble": 3.0,
    "triples": 3.0,
    "quadrupled": 4.0,
    "quadruple": 4.0,
    "quintupled": 5.0,
    "halved": 0.5,
    "halving": 0.5,
    "halve": 0.5,
    "halves": 0.5,
    "tenfold": 10.0,
    "twofold": 2.0,
    "threefold": 3.0,
    "fourfold": 4.0,
    "fivefold": 5.0,
    "sixfold": 6.0,
}
FRACTIONS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "sixth": 1 / 6,
    "eighth": 1 / 8,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
    "sixths": 1 / 6,
    "eighths": 1 / 8,
    "seventh": 1 / 7,
}
SCORES = words(
    "nps csat rating score rated scored stars star satisfaction usability gpa trust engagement promoter "
    "sus grade"
)
STATS = words(
    "p auc auroc roc f1 precision recall accuracy confidence "
    "r2 r rmse mae mape kappa correlation coefficient "
    "power alpha sd significance interval"
)
