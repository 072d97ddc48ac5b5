"""Everything of the app that is kept in the database, one file for each idea."""

from evenhand_service.organisations.models.agreements import Agreement, AgreementParty
from evenhand_service.organisations.models.areas import Area
from evenhand_service.organisations.models.bodies import Organisation, Team
from evenhand_service.organisations.models.directory import Service, ServiceWords
from evenhand_service.organisations.models.purposes import Objection, Purpose, PurposeController
from evenhand_service.organisations.models.retention import Certificate, Erasure, RetentionPeriod
from evenhand_service.organisations.models.stores import AggregateRows, CareRows, EqualityRows, JusticeRows

__all__ = [
    "AggregateRows",
    "Agreement",
    "AgreementParty",
    "Area",
    "CareRows",
    "Certificate",
    "EqualityRows",
    "Erasure",
    "JusticeRows",
    "Objection",
    "Organisation",
    "Purpose",
    "PurposeController",
    "RetentionPeriod",
    "Service",
    "ServiceWords",
    "Team",
]
