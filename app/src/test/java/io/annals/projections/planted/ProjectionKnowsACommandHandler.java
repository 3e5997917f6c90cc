package io.annals.projections.planted;

import io.annals.command.FirstStart;

public record ProjectionKnowsACommandHandler(FirstStart side) {}
