"""Budgets as CSV: whatever is wrong is told with its line, nothing half is taken, and what goes out comes in again."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evenhand_service.commissioning.models import BudgetLine
from evenhand_service.commissioning.money.queries import totals
from evenhand_service.commissioning.money.reading import money_of, read_budget, write_budget
from evenhand_service.common.who import acting_as
from tests.service.builders_accounts import log_in
from tests.service.builders_commissioning import Bought

HEAD = "financial_year,source,pool,service,contract,amount,currency\n"
GOOD = HEAD + '2026/27,council,Joint fund,prescribing,,"12,500.50",GBP\n2026/27,Home Office,,Housing,,£300,\n'


def faults_of(text: str) -> str:
    read = read_budget(text.encode(), financial_year="2026/27")
    assert not read.lines
    return " ".join(read.faults)


def test_codes_and_words_are_taken_in_either_language_and_amounts_to_the_penny() -> None:
    read = read_budget(GOOD.encode("utf-8-sig"), financial_year="2026/27")
    assert read.faults == ()
    assert [(one.source, one.service, one.amount) for one in read.lines] == [
        ("council", "prescribing", Decimal("12500.50")),
        ("home-office", "housing", Decimal(300)),
    ]
    assert read_budget(write_budget(read.lines).encode(), financial_year="2026/27").lines == read.lines


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2025/26,council,,prescribing,,5,GBP", "Line 2: it is not of the year 2026/27."),
        ("2026/27,lottery,,prescribing,,5,GBP", "the source is not in the list"),
        ("2026/27,council,,gardening,,5,GBP", "the service is not in the list"),
        ("2026/27,council,,prescribing,,-5,GBP", "the amount is not one in pounds"),
        ("2026/27,council,,prescribing,,5,EUR", "the currency is not GBP"),
        ("2026/27,council", "the amount is not one in pounds"),
    ],
)
def test_a_wrong_line_is_told_with_its_number_and_nothing_is_taken(line: str, said: str) -> None:
    assert said in faults_of(f"{HEAD}{line}\n2026/27,council,,prescribing,,5,GBP\n")


def test_a_file_that_is_none_says_so() -> None:
    assert "Columns are missing: amount" in faults_of("financial_year,source,service\n")
    assert "empty" in faults_of("\n\n")
    assert "quotation mark" in faults_of(HEAD + '2026/27,"council')
    assert "no CSV" in faults_of("PK\x03\x04\x00\x00")
    assert "UTF-8" in " ".join(read_budget(b"\xff\xfe1", financial_year="2026/27").faults)


@pytest.mark.parametrize("text", ["1e5", "NaN", "1,00", "5.001", "٣", "", "1" * 13, "--5"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert money_of(text) is None


def test_a_cell_that_a_spreadsheet_would_run_goes_out_and_comes_in_as_it_was() -> None:
    read = read_budget(f"{HEAD}2026/27,council,'=1+1,prescribing,,5,GBP\n".encode(), financial_year="2026/27")
    assert read.lines[0].pool == "=1+1"
    assert "'=1+1" in write_budget(read.lines)


@pytest.mark.django_db
def test_a_budget_is_given_shown_by_source_and_service_and_taken_again(
    bought: Bought, client: Client
) -> None:
    log_in(client, bought.commissioner)
    give = reverse("commissioning:give-budget", args=[bought.area.code])
    bad = client.post(
        give, {"financial_year": "2026/27", "file": SimpleUploadedFile("b.csv", (HEAD + "x\n").encode())}
    )
    assert "Line 2: it is not of the year" in bad.content.decode()
    told = {"financial_year": "2026/27", "file": SimpleUploadedFile("b.csv", GOOD.encode())}
    text = client.post(give, told, follow=True).content.decode()
    assert "£12,800.50" in text
    assert "Joint fund" in text
    with acting_as(bought.commissioner.pk):
        lines = list(BudgetLine.objects.all())
    assert (
        sum(totals(lines, "source").values()) == sum(totals(lines, "service").values()) == Decimal("12800.50")
    )
    file = client.get(reverse("commissioning:take-budget", args=[bought.area.code])).content
    assert len(read_budget(file, financial_year="2026/27").lines) == 2
