package io.annals.query.planted;

import io.annals.command.FirstStart;

public record QueryKnowsACommandHandler(FirstStart side) {}
