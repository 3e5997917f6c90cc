package io.annals.eventstore.planted;

import io.annals.command.FirstStart;

public record StoreKnowsASide(FirstStart side) {}
