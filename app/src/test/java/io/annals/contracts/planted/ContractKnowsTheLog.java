package io.annals.contracts.planted;

import io.annals.eventstore.EventLog;

public record ContractKnowsTheLog(EventLog log) {}
