"""Made-up plans in other words: numbering with letters, stages and marks, and Welsh. Nobody in them is real."""

from tests.planning.reading.expected import Case, Expected
from tests.planning.reading.renderings import Part, Written

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
)
