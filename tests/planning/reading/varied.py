"""Made-up plans in many habits: numbering, order and names of columns, dates, leads. Nobody and nothing in them is real."""

from dataclasses import dataclass, field

from tests.planning.reading.renderings import Part, Written


@dataclass(frozen=True)
class Expected:
    """What must be read of one action; what is None is not asked for."""

    reference: str
    action: str
    leads: tuple[tuple[str, str], ...]
    kind: str
    earliest: str | None = None
    latest: str | None = None
    theme: str = ""
    aim: str = ""
    progress: str = ""
    depends_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A plan as written, and its rows as they must be read."""

    name: str
    plan: Written
    rows: tuple[Expected, ...]
    skip: tuple[str, ...] = field(default=())


CASES = (
    Case(
        "letters and numbers, usual headings",
        Written(
            "Equality action plan 2025",
            ["Ref", "Action", "Lead officer", "Target date", "Status"],
            [
                Part(
                    "Theme 1: Getting in",
                    "Aim: Everybody hears of the service",
                    [
                        [
                            "A1",
                            "Print the leaflet in six languages.",
                            "Ann Field (Public Health)",
                            "31/03/2026",
                            "In progress",
                        ],
                        [
                            "A2",
                            "Visit each faith group once.",
                            "Ben Hill (Outreach) / Cara Lowe (Police)",
                            "Q2 2025/26",
                            "Not started",
                        ],
                    ],
                ),
                Part(
                    "Theme 2: Staying in",
                    "Aim: Nobody leaves for want of childcare",
                    [
                        [
                            "B1",
                            "Open a crèche on two days.",
                            "Dilys Moor, Council",
                            "By June 2026",
                            "On hold, see action A2",
                        ]
                    ],
                ),
            ],
        ),
        (
            Expected(
                "A1",
                "Print the leaflet in six languages.",
                (("Ann Field", "Public Health"),),
                "deadline",
                "2026-03-31",
                "2026-03-31",
                "Getting in",
                "Everybody hears of the service",
                "In progress",
            ),
            Expected(
                "A2",
                "Visit each faith group once.",
                (("Ben Hill", "Outreach"), ("Cara Lowe", "Police")),
                "deadline",
                "2025-07-01",
                "2025-09-30",
                "Getting in",
                "Everybody hears of the service",
                "Not started",
            ),
            Expected(
                "B1",
                "Open a crèche on two days.",
                (("Dilys Moor", "Council"),),
                "deadline",
                "2026-06-01",
                "2026-06-30",
                "Staying in",
                "Nobody leaves for want of childcare",
                "On hold, see action A2",
                mentions=("A2",),
            ),
        ),
    ),
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
        "numbers with letters in brackets, stages, and marks",
        Written(
            "Plan",
            ["Ref", "Key action", "Progress to date", "Review date (R) / deadline (D)", "Responsible"],
            [
                Part(
                    "3. Records",
                    "Objective: Know who is served",
                    [
                        [
                            "3(a)",
                            "Ask ethnicity in the census wording.",
                            "Form changed.",
                            "March 2026 (D)",
                            "NTA/City Council",
                        ],
                        [
                            "3(b)",
                            "Audit what is left blank.",
                            "None yet. Follows 3(a).",
                            "First stage March 2026, second stage July 2026",
                            "Gita Rao (Data Team)",
                        ],
                        ["3(c)", "Look at it again.", "", "R: Spring 2027", "Gita Rao (Data Team)"],
                    ],
                )
            ],
        ),
        (
            Expected(
                "3(a)",
                "Ask ethnicity in the census wording.",
                (("NTA", ""), ("City Council", "")),
                "deadline",
                "2026-03-01",
                "2026-03-31",
                "Records",
                "Know who is served",
                "Form changed.",
            ),
            Expected(
                "3(b)",
                "Audit what is left blank.",
                (("Gita Rao", "Data Team"),),
                "staged",
                "2026-03-01",
                "2026-07-31",
                "Records",
                "Know who is served",
                "None yet. Follows 3(a).",
                mentions=("3(a)",),
            ),
            Expected(
                "3(c)",
                "Look at it again.",
                (("Gita Rao", "Data Team"),),
                "review",
                "2027-03-01",
                "2027-05-31",
                "Records",
                "Know who is served",
            ),
        ),
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
        "Welsh",
        Written(
            "Cynllun gweithredu",
            ["Cyf", "Cam gweithredu", "Arweinydd", "Erbyn pryd", "Cynnydd"],
            [
                Part(
                    "Thema 1: Mynediad",
                    "Nod: Gwasanaeth i bawb",
                    [
                        [
                            "1",
                            "Cyfieithu'r daflen.",
                            "Siân Morgan (Cyngor)",
                            "31 Mawrth 2026",
                            "Wedi dechrau",
                        ],
                        ["2", "Gofyn i'r gymuned.", "Pawb ar y panel", "Parhaus", ""],
                        ["3", "Adolygu'r data.", "Rhys Ifan", "Ch2 2026/27", ""],
                    ],
                )
            ],
        ),
        (
            Expected(
                "1",
                "Cyfieithu'r daflen.",
                (("Siân Morgan", "Cyngor"),),
                "deadline",
                "2026-03-31",
                "2026-03-31",
                "Mynediad",
                "Gwasanaeth i bawb",
                "Wedi dechrau",
            ),
            Expected(
                "2",
                "Gofyn i'r gymuned.",
                (("Pawb ar y panel", ""),),
                "ongoing",
                theme="Mynediad",
                aim="Gwasanaeth i bawb",
            ),
            Expected(
                "3",
                "Adolygu'r data.",
                (("Rhys Ifan", ""),),
                "deadline",
                "2026-07-01",
                "2026-09-30",
                "Mynediad",
                "Gwasanaeth i bawb",
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
