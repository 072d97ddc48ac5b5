"""Made-up plans whose columns stand in other orders, or have people, dates and themes of their own. Nobody is real."""

from tests.planning.reading.expected import Case, Expected
from tests.planning.reading.renderings import Part, Written

CASES = (
    Case(
        "what, who, by when in another order",
        Written(
            "Our plan",
            ["Who", "By when", "What", "No", "RAG"],
            [
                Part(
                    "Waiting times",
                    "",
                    [
                        ["All partners", "Ongoing", "Share waiting times every month.", "1.1", "Green"],
                        [
                            "Eve Marsh",
                            "Dependent on 1.1",
                            "Move two workers to the longest queue.",
                            "1.2",
                            "Red",
                        ],
                        ["Eve Marsh & Finn Ross", "Autumn 2026", "Ask those who waited.", "1.3", "Amber"],
                    ],
                )
            ],
        ),
        (
            Expected(
                "1.1",
                "Share waiting times every month.",
                (("All partners", ""),),
                "ongoing",
                theme="Waiting times",
                progress="Green",
            ),
            Expected(
                "1.2",
                "Move two workers to the longest queue.",
                (("Eve Marsh", ""),),
                "dependent",
                theme="Waiting times",
                progress="Red",
                depends_on=("1.1",),
            ),
            Expected(
                "1.3",
                "Ask those who waited.",
                (("Eve Marsh", ""), ("Finn Ross", "")),
                "deadline",
                "2026-09-01",
                "2026-11-30",
                "Waiting times",
                progress="Amber",
            ),
        ),
        skip=("text with tabs", "CSV", "DOCX with merged cells", "XLSX", "ODS"),
    ),
    Case(
        "person and agency in columns of their own, start and end",
        Written(
            "Delivery plan",
            ["ID", "Task", "Lead name", "Organisation", "Start date", "End date", "Comments"],
            [
                Part(
                    "Priority 2: Women",
                    "",
                    [
                        [
                            "WF-01",
                            "Hire a women's worker.",
                            "Hana Kaye",
                            "Probation",
                            "April 2026",
                            "30 June 2026",
                            "Advert out.",
                        ],
                        [
                            "WF-02",
                            "Train all staff.",
                            "Idris Penn",
                            "Health Board",
                            "1 May 2026",
                            "Winter 2026/27",
                            "",
                        ],
                    ],
                )
            ],
        ),
        (
            Expected(
                "WF-01",
                "Hire a women's worker.",
                (("Hana Kaye", "Probation"),),
                "unmarked",
                "2026-04-01",
                "2026-06-30",
                "Women",
                progress="Advert out.",
            ),
            Expected(
                "WF-02",
                "Train all staff.",
                (("Idris Penn", "Health Board"),),
                "unmarked",
                "2026-05-01",
                "2027-02-28",
                "Women",
            ),
        ),
    ),
    Case(
        "theme and aim as columns, no numbers, no progress",
        Written(
            "Plan",
            ["Theme", "Objective", "Actions", "Owner", "Timescale", "Measure of success"],
            [
                Part(
                    "",
                    "",
                    [
                        [
                            "Access",
                            "Shorter waits",
                            "Open on Saturdays.",
                            "Jo Webb",
                            "Sept 2026",
                            "Waits under a week",
                        ],
                        ["", "", "Text people the day before.", "Jo Webb", "TBC", "Fewer missed visits"],
                        [
                            "Trust",
                            "Fewer complaints",
                            "Publish every answer.",
                            "Complaints Team",
                            "Quarterly",
                            "Answers on the page",
                        ],
                    ],
                )
            ],
        ),
        (
            Expected(
                "",
                "Open on Saturdays.",
                (("Jo Webb", ""),),
                "unmarked",
                "2026-09-01",
                "2026-09-30",
                "Access",
                "Shorter waits",
            ),
            Expected(
                "",
                "Text people the day before.",
                (("Jo Webb", ""),),
                "unmarked",
                None,
                None,
                "Access",
                "Shorter waits",
            ),
            Expected(
                "",
                "Publish every answer.",
                (("Complaints Team", ""),),
                "ongoing",
                None,
                None,
                "Trust",
                "Fewer complaints",
            ),
        ),
    ),
)
